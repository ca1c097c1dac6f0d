// What a template is filled with: what the room shows now, in words. A value that nobody knows becomes a blank to fill. Pure.
import type { AudienceName, DrillView } from '../../schema/index.ts';
import { percentText } from '../theme/format.ts';
import { timeText } from './reader-text.ts';
import { MINOR_TEMPLATES, TEMPLATES, type TemplateTexts } from './templates.ts';
import { UPDATE_TEXTS, type UpdateState } from './update-draft.ts';

type Known = Pick<DrillView, 'severity' | 'severityAdvice' | 'tPlusZeroUs' | 'nowUs' | 'scenario' | 'alerts' | 'beliefs' | 'timeline'>;

export function templateValues(view: Known): Record<string, string> {
  const time = (atUs: number | undefined) => (atUs === undefined ? '[time]' : timeText(view.scenario.startsAtMs, atUs));
  const firing = [...new Set(view.alerts.filter(({ state }) => state === 'firing').map(({ alert }) => alert))];
  const believed = [...view.beliefs].sort((a, b) => b.probability - a.probability)[0];
  const action = view.timeline.findLast(({ kind, outcome }) => kind.startsWith('command.') && outcome?.status !== 'refused');
  return {
    severity: view.severity ?? '[severity]',
    since: time(view.tPlusZeroUs),
    now: time(view.nowUs),
    alerts:
      firing.length === 0
        ? 'No alert fires'
        : firing.length <= 3
          ? `Firing: ${firing.join(', ')}`
          : `${firing.length} alerts fire, among them ${firing.slice(0, 2).join(' and ')}`,
    believed:
      believed === undefined
        ? '[what we believe, and how sure we are]'
        : `${believed.cause.component}, ${believed.cause.kind} (${percentText(believed.probability)})`,
    lastAction: action === undefined ? '[what was done]' : `${action.text} at ${time(action.atUs)}`,
  };
}

const isMinor = (severity: string | undefined): boolean => severity === 'SEV-3' || severity === 'SEV-4';

/** The texts for an audience and a state, filled. */
export function templateTexts(view: Known, audience: AudienceName, state: UpdateState): TemplateTexts {
  const values = templateValues(view);
  const minor = isMinor(view.severity ?? view.severityAdvice?.severity) ? (MINOR_TEMPLATES[audience]?.[state] ?? {}) : {};
  const texts = { ...TEMPLATES[audience][state], ...minor };
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
  return Object.fromEntries(UPDATE_TEXTS.map((name) => [name, fill(texts[name])])) as TemplateTexts;
}
