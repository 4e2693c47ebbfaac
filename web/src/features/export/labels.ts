// Labels of a report from the terms of the interface.
import type { Editor } from '../../editor/editor.ts';
import { instantText, listText } from '../../editor/intl.ts';
import { attributeTerm, attributeValueLabel, classTerm } from '../../ui/terms.ts';
import { offsetOf } from '../timeline/timeline.ts';
import type { Labels } from './model.ts';

/** The labels in the language of the interface. */
export function labelsOf({ l10n }: Editor): Labels {
  return {
    language: l10n.locale,
    direction: l10n.direction,
    classLabel: (name) => classTerm(l10n, name).label,
    attributeLabel: (className, name) => attributeTerm(l10n, className, name).label,
    valueLabel: (className, attribute, value) => attributeValueLabel(l10n, className, attribute, value),
    list: (items) => listText(items, l10n.locale),
    text: (id, args) => l10n.text(id, args),
    time: (lexical) => {
      const instant = Date.parse(lexical);
      return Number.isNaN(instant) || offsetOf(lexical) === undefined ? undefined : instantText(instant / 1000, l10n.locale, offsetOf(lexical));
    },
  };
}
