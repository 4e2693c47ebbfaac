// The answers of the reporter mode as a document that every receiver accepts (profile "common").
import { canBeSystem, indicatorData, method, system, type Confirmed } from '../paste/indicators.ts';
import { contact } from '../team/contacts.ts';
import { incidentId, indicatorId, sequenceAt, type RandomBytes } from '../team/identifiers.ts';
import { isTelephone } from '../team/profile.ts';
import { dateTime } from '../time.ts';
import { element, writeDocument, type Element } from '../xml/write.ts';
import { HAPPENINGS, HARMS, READERS, understood, type ReporterAnswers } from './questions.ts';

export interface ReportOptions {
  /** IncidentID@name: the FQDN of the team that receives the report, or of the reporter's organisation. */
  readonly team: string;
  readonly idPattern: string;
  readonly language: string;
  readonly now: Date;
  readonly random: RandomBytes;
  /** Sentences that stand in the document, in its language. */
  readonly sentences: { readonly unknownParties: string; readonly measures: string };
}

function assessment(answers: ReporterAnswers): Element {
  const happening = HAPPENINGS[answers.happening === '' ? 'other' : answers.happening];
  const severity = HARMS[answers.harm === '' ? 'none' : answers.harm];
  const impact = happening.form === 'business' ? 'BusinessImpact' : 'SystemImpact';
  return element('Assessment', { occurrence: answers.harm === 'none' ? 'potential' : 'actual' }, [
    element('IncidentCategory', { 'xml:lang': 'en' }, happening.category),
    element(impact, { severity, type: happening.impact }),
  ]);
}

function systems(category: 'source' | 'target', answer: string): Element[] {
  return understood(answer).filter(({ kind }) => canBeSystem(kind)).map(({ kind, value }) => system(category, kind, value));
}

/** RFC 3067 requirement 6.6 wants attacker and victim; a report that knows neither says so where rule 3067-6.6 looks. */
function waiver(reason: string): Element {
  return element('AdditionalData', { dtype: 'string', name: '3067-6.6-waiver', meaning: 'why source or target is not named' }, reason);
}

/** The document. Answers that `reporterFault` refuses make one that the validator refuses. */
export function reportDocument(answers: ReporterAnswers, options: ReportOptions): string {
  const { language, now, random, sentences } = options;
  const from = systems('source', answers.origin);
  const to = systems('target', answers.affected);
  const confirmed: Confirmed[] = understood(answers.origin).map((finding) => ({ finding, role: 'indicator' }));
  const reach = answers.reach.trim();
  const reporter = contact({
    role: 'creator', type: 'person', name: answers.name, address: [],
    ...(isTelephone(reach) ? { emails: [], telephones: [reach] } : { emails: [reach], telephones: [] }),
  });
  const measures = answers.measures.trim();
  return writeDocument(language, [element('Incident', {
    purpose: 'reporting', status: 'new', restriction: READERS[answers.readers === '' ? 'team' : answers.readers],
  }, [
    element('IncidentID', { name: options.team }, incidentId(options.idPattern, now, sequenceAt(now), random)),
    element('DetectTime', {}, answers.noticed),
    element('GenerationTime', {}, dateTime(now)),
    element('Description', {}, answers.story.trim()),
    assessment(answers),
    method(confirmed),
    reporter,
    from.length + to.length === 0 ? undefined : element('EventData', {}, [element('Flow', {}, [...from, ...to])]),
    indicatorData(confirmed, { team: options.team, newId: () => indicatorId(random), describe: () => undefined }),
    measures === '' ? undefined : element('History', {}, [element('HistoryItem', { action: 'other' }, [
      element('DateTime', {}, dateTime(now)),
      element('Description', {}, `${sentences.measures} ${measures}`),
    ])]),
    from.length === 0 || to.length === 0 ? waiver(sentences.unknownParties) : undefined,
  ])]);
}
