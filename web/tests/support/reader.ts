// A document that answers `form` and `xml` and takes `insert`, for features that build commands. The
// members of the classes stand in the order of RFC 7970.
import type { Command, Form, Methods, Path } from '../../src/session/protocol.ts';
import type { Reader } from '../../src/features/place.ts';
import { write, type Element } from '../../src/features/xml/write.ts';

const MEMBERS: Readonly<Record<string, string>> = {
  Incident: 'IncidentID AlternativeID RelatedActivity DetectTime StartTime EndTime RecoveryTime ReportTime GenerationTime Description Discovery Assessment Method ' +
    'Contact EventData IndicatorData History AdditionalData',
  EventData: 'Description DetectTime StartTime EndTime RecoveryTime ReportTime Contact Discovery Assessment Method Flow Expectation Record EventData AdditionalData',
  History: 'HistoryItem', IndicatorData: 'Indicator', Record: 'RecordData',
};

interface Node {
  name: string;
  start: string;
  end: string;
  text: string;
  children: Node[];
}

function fromElement(element: Element): Node {
  const whole = write({ ...element, children: [], text: ' ' });
  const [start = '', end = ''] = whole.split('> <');
  return { name: element.name, start: `${start}>`, end: `<${end}`, text: element.text ?? '', children: element.children.map(fromElement) };
}

export class FakeDocument implements Reader {
  readonly #root: Node;

  constructor(root: Element) {
    this.#root = fromElement(root);
  }

  call<M extends 'form' | 'xml'>(method: M, args: Parameters<Methods[M]>): Promise<ReturnType<Methods[M]>> {
    const node = this.#at(args[0]);
    const answer = method === 'xml' ? this.#write(node) : this.#form(args[0], node);
    return Promise.resolve(answer as ReturnType<Methods[M]>);
  }

  apply(command: Command): void {
    if (command.do === 'group') {
      for (const each of command.commands) this.apply(each);
    } else if (command.do === 'insert') {
      const name = /^<([^\s/>]+)/.exec(command.xml)?.[1] ?? '';
      this.#at(command.parent).children.splice(command.index, 0, { name, start: command.xml, end: '', text: '', children: [] });
    } else {
      throw new Error(`not faked: ${command.do}`);
    }
  }

  toString(): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n${this.#write(this.#root)}\n`;
  }

  #at(path: Path): Node {
    let node = this.#root;
    for (const index of path === '' ? [] : path.split('/')) {
      const child = node.children[Number(index)];
      if (!child) throw new Error(`no element at ${path}`);
      node = child;
    }
    return node;
  }

  #form(path: Path, node: Node): Form {
    const members = (MEMBERS[node.name] ?? '').split(' ').map((name) => {
      const present = node.children.flatMap((child, index) => (child.name === name ? [{ path: path === '' ? String(index) : `${path}/${index}` }] : []));
      return { name, count: present.length, present };
    });
    return { path, class: node.name, members } as unknown as Form;
  }

  #write(node: Node): string {
    return `${node.start}${node.text}${node.children.map((child) => this.#write(child)).join('\n')}${node.end}`;
  }
}
