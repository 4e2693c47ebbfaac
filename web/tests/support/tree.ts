// Trees for features that read the whole document, written as element() writes XML.
import type { Element } from '../../src/features/xml/write.ts';
import type { TreeNode } from '../../src/features/tree.ts';

const IODEF = 'urn:ietf:params:xml:ns:iodef-2.0';

/** What `Session.tree` answers for a document of these elements. */
export function toTree(node: Element, path = '', iodef = IODEF): TreeNode {
  return {
    path,
    name: node.name.split(':').at(-1) ?? '',
    namespace: node.name.includes(':') ? `urn:${node.name.split(':')[0]}` : iodef,
    attributes: node.attributes.map(([name, value]) => ({ name: name.split(':').at(-1) ?? '', value })),
    text: node.text ?? '',
    children: node.children.map((child, index) => toTree(child, path === '' ? String(index) : `${path}/${index}`, iodef)),
  };
}
