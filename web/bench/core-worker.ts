// The worker of the editor as it is, and the size of its memory.
import './memory.ts';
import '../src/session/worker.ts';
