// libxml2-wasm in a worker: the schema is compiled once, each document is parsed, validated and let go.
import './memory.ts';
import type { PeerAnswer, PeerRequest } from './peers.ts';

type Validate = (bytes: Uint8Array) => number;

let ready: Promise<Validate> | undefined;

self.addEventListener('message', (event: MessageEvent<PeerRequest>) => void answer(event.data));

async function answer(request: PeerRequest): Promise<void> {
  try {
    if ('schemas' in request) ready = load(request.schemas, request.main);
    else if (ready) reply({ id: request.id, problems: (await ready)(request.bytes) });
  } catch (error) {
    reply({ id: 'id' in request ? request.id : 0, error: String(error) });
  }
}

function reply(message: PeerAnswer): void {
  self.postMessage(message);
}

// Imported when it is asked: what is posted while a module still waits for its own start would be lost.
async function load(schemas: Record<string, Uint8Array>, main: string): Promise<Validate> {
  const { ParseOption, XmlBufferInputProvider, XmlDocument, XmlValidateError, XsdValidator, xmlRegisterInputProvider } = await import('libxml2-wasm');
  xmlRegisterInputProvider(new XmlBufferInputProvider(schemas));
  const source = schemas[main];
  if (!source) throw new Error(`no schema ${main}`);
  const schema = XmlDocument.fromBuffer(source, { url: main });
  const validator = XsdValidator.fromDoc(schema);
  return (bytes) => {
    const document = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_HUGE });
    try {
      validator.validate(document);
      return 0;
    } catch (error) {
      if (!(error instanceof XmlValidateError)) throw error;
      return Math.max(1, error.details.length);
    } finally {
      document.dispose();
    }
  };
}
