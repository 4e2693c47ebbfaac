// For whom a document is made fit, by a label of the Traffic Light Protocol 2.0, and what that does to it.
import type { Audience, Path, Rank, Redacted } from '../../session/protocol.ts';
import type { Preset } from '../templates/presets.ts';

export const LABELS = ['clear', 'green', 'amber', 'amber-strict', 'red'] as const;
export type Label = (typeof LABELS)[number];

const RANKS: Readonly<Record<Label, Rank>> = {
  clear: 'public', green: 'partner', amber: 'need-to-know', 'amber-strict': 'need-to-know', red: 'private',
};

/** The level of the core; what is labelled AMBER+STRICT is for those who may see that, and private to all others. */
export function audienceOf(label: Label, keepInternal: boolean): Audience {
  return {
    highest: RANKS[label],
    mapping: label === 'amber-strict' ? { 'amber+strict': 'need-to-know' } : {},
    keep_internal: keepInternal,
  };
}

/** For whom a purpose is at most; where none is known, what everybody may see. */
export function labelOf(preset: Preset | undefined): Label {
  switch (preset?.audience) {
    case 'red': case 'amber': case 'green': return preset.audience;
    default: return 'clear';
  }
}

/** One thing that the audience would not get as it is. */
export interface Change {
  readonly what: 'removed' | 'left-out' | 'generalised';
  /** Where, in the document that is open. */
  readonly xpath: string;
  /** `audience-why-<why>` says it. */
  readonly why: string;
  /** The level that an element had, or the name of what says `withheld`. */
  readonly detail: string;
}

/** What was done, in the order of kinds; long lists are cut by the core. */
export function changesOf({ report, left_out }: Redacted): Change[] {
  return [
    ...report.removed.map(({ xpath, reason, level }): Change => ({
      what: 'removed', xpath, why: reason.replaceAll('_', '-'), detail: level.extension ?? level.token,
    })),
    ...left_out.map((xpath): Change => ({ what: 'left-out', xpath, why: 'left-out', detail: '' })),
    ...report.generalised.map(({ xpath, name }): Change => ({ what: 'generalised', xpath, why: 'generalised', detail: name })),
  ];
}

export interface Counts {
  readonly removed: number;
  readonly generalised: number;
  readonly hidden: number;
}

export function countsOf({ report, left_out_count }: Redacted): Counts {
  return {
    removed: report.removed_count + left_out_count,
    generalised: report.generalised_count,
    hidden: Object.values(report.hidden).reduce((sum, each) => sum + each, 0),
  };
}

/** Whether an element, or one around it, is among those withheld. */
export function isWithheld(withheld: ReadonlySet<Path>, path: Path): boolean {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (withheld.has(at)) return true;
  }
  return false;
}
