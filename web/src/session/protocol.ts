// The types that cross between the interface and the Session in the worker. Rust's serde names are
// kept (snake_case), so that the JSON of the command line is the JSON here.

/** Indexes among element children from the root element, joined by "/"; "" is the root element. */
export type Path = string;

export type Profile = 'rfc7970' | 'schema_a' | 'schema_b' | 'strict3067' | 'common';
export type Severity = 'error' | 'warning' | 'info';
/** How much of a class the form shows. */
export type Level = 'mandatory' | 'recommended' | 'all';

export interface Fault {
  message: string;
  /** Its stable name: `fault-<code>` says it in other languages. */
  code?: string;
  line: number;
  column: number;
  /** UTF-16 offset in `text()`. */
  offset: number;
}

export interface Opened {
  kind: 'xml2' | 'xml1' | 'json' | 'broken';
  /** What happened on the way in, as message ids with arguments ("notes-utf16"). */
  notes: string[];
  error?: Fault;
  /** The lossy steps of a conversion on the way in. */
  report?: LossReport;
  state: State;
}

export interface LossReport {
  steps: { xpath: string; what: string; original: string; kept_as: string }[];
  /** How many further ones there were. */
  omitted: number;
}

/** What every answer carries about the document as a whole. */
export interface State {
  version: number;
  /** False while the source cannot be parsed: the form shows the last document that could. */
  parsed: boolean;
  /** The counts are those of a check. */
  checked: boolean;
  fault?: Fault;
  errors: number;
  warnings: number;
  infos: number;
  can_undo: boolean;
  can_redo: boolean;
  profile: Profile;
  /** IncidentID and its name of the first Incident, for the title. */
  title: string;
  /** It is of version 1 (RFC 5070), which is read and converted, and not edited. */
  version1: boolean;
  /** The source is JSON that could not be taken; without a fault it can be now. */
  json?: boolean;
}

/** A change to the element children of one element: how paths behind it shift. */
export interface Shift {
  parent: Path;
  at: number;
  removed: number;
  inserted: number;
}

/** A change to the text, in UTF-16 offsets of the text before it. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
}

export interface Applied {
  state: State;
  /** The element whose content changed. */
  changed: Path;
  /** A new element's path, when the command made one. */
  created?: Path;
  shifts: Shift[];
  edits: TextEdit[];
  /** Of the page that was asked for, after the change. */
  diagnostics: Diagnostic[];
}

/** A part of the diagnostics. */
export type Page = { from: number; count: number };

export type Command =
  | { do: 'set_text'; path: Path; text: string }
  | { do: 'set_attribute'; path: Path; name: string; value: string | null }
  | { do: 'insert'; parent: Path; index: number; xml: string }
  /** Placed by the schema's order; text and attributes are set at once. */
  | { do: 'insert_class'; parent: Path; class: string; text?: string; attributes?: Record<string, string> }
  | { do: 'remove'; path: Path }
  | { do: 'move'; path: Path; by: number }
  /** UTF-16 offsets; may leave the text broken, which the state then says. */
  | { do: 'replace_text'; from: number; to: number; text: string }
  | { do: 'group'; commands: Command[] };

export interface Diagnostic {
  rule: string;
  severity: Severity;
  args: Record<string, string>;
  xpath: string;
  path: Path;
  /** The attribute concerned, when it is one. */
  attribute?: string;
  line: number;
  column: number;
  /** UTF-16 offsets. */
  from: number;
  to: number;
  /** Where the rule is written, such as "RFC 7970 3.9". */
  section?: string;
}

export interface Form {
  path: Path;
  class: string;
  namespace: string;
  /** From the root element to the parent. */
  ancestors: Crumb[];
  summary: Summary;
  /** Text and attributes only: it fits in a line of its parent's form. */
  leaf: boolean;
  /** Holds elements that no schema describes; they are edited as source. */
  foreign: boolean;
  /** Present for classes with character data. */
  text: FormText | null;
  attributes: FormAttribute[];
  members: FormMember[];
  restriction: { own: string | null; effective: string };
  /** Of this element itself, not of what is in it. */
  diagnostics: Diagnostic[];
}

/** A few words that tell an element from its siblings; `summaryText` of ui/terms.ts puts them together. */
export interface Summary {
  /** Attributes with values that have names in every language. */
  kinds: [attribute: string, value: string][];
  text: string;
}

export interface Crumb {
  path: Path;
  class: string;
  summary: Summary;
}

export type ValueType =
  | 'string' | 'name' | 'id' | 'id_ref' | 'language' | 'boolean' | 'integer' | 'float' | 'date_time'
  | 'uri' | 'base64' | 'portlist' | 'timezone' | 'nothing';

export interface FormText {
  type: ValueType;
  value: string;
  /** More than a line is usual. */
  multiline: boolean;
  values: string[];
  enumeration: string | null;
}

export interface FormAttribute {
  name: string;
  namespace: string;
  value: string | null;
  required: boolean;
  default: string | null;
  fixed: string | null;
  type: ValueType;
  /** Registered values, and the enumeration's name for their labels. */
  values: string[];
  enumeration: string | null;
  /** The ext-… attribute that goes with the value "ext-value". */
  extension: string | null;
  extension_value: string | null;
  level: Level;
}

export interface FormMember {
  name: string;
  namespace: string;
  min: number;
  /** null: no upper bound. */
  max: number | null;
  /** Members of one choice share a number. */
  group: number | null;
  level: Level;
  count: number;
  leaf: boolean;
  /** True when another one may be added now. */
  can_add: boolean;
  /** Set when no form of it is valid for every receiver: who takes it, by profile. */
  only: Profile[];
  /** The first of them; `Session.members` gives the others. */
  present: Present[];
  /** What a new one would look like, for leaves. */
  template: Form | null;
}

export interface Present {
  path: Path;
  class: string;
  summary: Summary;
  errors: number;
  warnings: number;
  /** Of leaves. */
  form: Form | null;
}

export interface OutlineNode {
  path: Path;
  class: string;
  summary: Summary;
  children: number;
  errors: number;
  warnings: number;
  /** Present to the depth that was asked for. */
  items?: OutlineNode[];
}

export interface Hit {
  path: Path;
  class: string;
  attribute?: string;
  excerpt: string;
  from: number;
  to: number;
}

export interface TimelineEntry {
  path: Path;
  class: string;
  /** As written in the document. */
  value: string;
  /** Seconds since the Unix epoch, when the value says which instant it is; sorts the timeline. */
  instant: number | null;
  /** The class that has the time, and what that is about. */
  parent: string;
  summary: Summary;
}

/** An element with everything in it. */
export interface TreeNode {
  readonly path: Path;
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  /** Declarations of namespaces are not among them. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** Character data of its own, references resolved. */
  readonly text: string;
  readonly children: readonly TreeNode[];
}

/** A difference between two documents (convert::compare of the core). */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Empty for what was added. */
  readonly before_xpath: string;
  /** Empty for what was removed. */
  readonly after_xpath: string;
  readonly before: string;
  readonly after: string;
}

export interface Differences {
  readonly list: readonly Difference[];
  /** How many further ones there are. */
  readonly omitted: number;
}

export interface Redacted {
  text: string;
  report: {
    removed: { xpath: string; reason: RemovalReason; level: { token: string; extension?: string; rank: Rank } }[];
    removed_count: number;
    generalised: { xpath: string; name: string }[];
    generalised_count: number;
    hidden: Record<'comments' | 'processing_instructions' | 'namespaces' | 'foreign_attributes', number>;
  };
  /** Places of elements that the purpose does without. */
  left_out: string[];
  left_out_count: number;
}

export type RemovalReason = 'above_level' | 'internal' | 'signature' | 'dangling' | 'incomplete';

export type Rank = 'public' | 'partner' | 'need-to-know' | 'private';

/** A label of TLP 2.0 ("TLP:GREEN"), or what is said one by one. */
export type Audience = string | {
  highest: Rank;
  mapping?: Record<string, Rank>;
  internal?: string[];
  keep_internal?: boolean;
  strip_foreign_attributes?: boolean;
};

export interface Converted {
  text: string;
  report: LossReport;
}

/** The edit that gives an element a restriction, and what else it means (restriction::mark of the core). */
export interface Marked {
  command: Command;
  how: 'own' | 'around' | 'divided' | 'wrapped';
  carrier: string;
  /** Elements that get it although nobody asked for it. */
  also: string[];
  /** Elements inside that keep a restriction of their own. */
  except: string[];
}

export interface Merged {
  text: string;
  conflicts: { xpath: string; document: number; kept: string; other: string }[];
  omitted: number;
  report: LossReport;
  /** What each document was, and what its conversion lost. */
  sources: { kind: 'xml2' | 'xml1' | 'json'; report: LossReport }[];
}

export interface SplitPart {
  text: string;
  report: LossReport;
}

/** Figures over documents (convert::statistics of the core): numbers, or how often each name occurs. */
export type Statistics = Record<string, number | Record<string, number>>;

export interface Counted {
  statistics: Statistics;
  /** Documents that could not be read, counted from 0. */
  refused: { document: number; message: string }[];
}

/** Values that were registered after the schemas were written (RFC 7970 section 10.2): registry, value, description. */
export type RegistryAdditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the worker may be asked; the answer's type follows from the method. */
export interface Methods {
  /** With `later` it is checked when `check` asks for it. `now` is in seconds since the Unix epoch: what is past or to come
   *  is judged by it. `receivedBy` a team ("" when it is not known): what does not bear its name is another's, whose History must be kept. */
  open(bytes: Uint8Array, later?: boolean, now?: number, receivedBy?: string): Opened;
  /** In place of the values of the call before. */
  registry(additions: RegistryAdditions): State;
  check(): State;
  text(): string;
  bytes(): Uint8Array;
  state(): State;
  form(path: Path, level: Level): Form;
  members(path: Path, name: string, from: number, count: number): Present[];
  /** With so many elements of each at most. */
  outline(path: Path, depth: number, limit?: number): OutlineNode;
  /** Changes bring the page of diagnostics that is shown; none without one. */
  apply(command: Command, page?: Page): Applied;
  /** A step of undo of its own. Refused with the code "changed" when the document has another version by now. */
  applyAt(version: number, command: Command, page?: Page): Applied;
  undo(page?: Page): Applied | null;
  redo(page?: Page): Applied | null;
  diagnostics(from: number, count: number): Diagnostic[];
  profile(profile: Profile): State;
  search(query: string, limit: number): Hit[];
  locate(path: Path): { from: number; to: number };
  pathAt(offset: number): Path;
  resolve(xpath: string): Path | null;
  /** Whether RFC 7970 has the class, with the attribute unless that is empty. */
  knows(className: string, attribute: string): boolean;
  xml(path: Path): string;
  tree(path: Path): TreeNode;
  timeline(): TimelineEntry[];
  /** For an audience, and without the classes that need not stand. */
  redact(audience: Audience, without: readonly string[]): Redacted;
  /** Null takes the restriction from the element. */
  mark(path: Path, token: string | null): Marked;
  exportJson(): Converted;
  importJson(text: string): Converted;
  /** Opens the source that is there as RFC 8727 JSON. */
  openJson(): Opened;
  convertV1(): Converted;
  split(): SplitPart[];
  /** Of documents as they are in files; the one that is open is not touched. */
  merge(documents: Uint8Array[]): Merged;
  count(documents: Uint8Array[]): Counted;
  /** What changed from the other document to this one. */
  compare(other: Uint8Array): Differences;
}

export type Method = keyof Methods;
