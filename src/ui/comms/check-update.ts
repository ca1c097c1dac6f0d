// The look over an update before it goes out: what is missing for this audience, what contradicts the instruments. Pure.
// It never keeps an update from being sent but for what the journal would refuse or nobody could read.
import type { AudienceName, DrillView } from '../../schema/index.ts';
import { spanWords } from '../theme/format.ts';
import { isBlank, readingsOf, TEXT_LABELS, takenAtUs, UPDATE_TEXTS, type UpdateDraft } from './update-draft.ts';

export interface Finding {
  /** stops: it cannot be sent so; missing: a reader will ask for it; advice: could be better. */
  weight: 'stops' | 'missing' | 'advice';
  says: string;
}
type Shown = Pick<DrillView, 'impact' | 'nowUs' | 'alerts' | 'topology' | 'timed'>;

/** Figures older than this have changed. */
const FRESH_US = 3 * 60_000_000;
/** A figure that was typed may be this far from the instruments, as a share of what they say. */
const TYPED_SLACK = 0.25;
const BLANK = /\[[^\]\n]{2,80}\]/g;

export function checkUpdate(audience: AudienceName, draft: UpdateDraft, view: Shown): Finding[] {
  const found: Finding[] = [];
  const add = (weight: Finding['weight'], says: string) => found.push({ weight, says });
  if (isBlank(draft)) return [{ weight: 'stops', says: 'Say at least what happened, or what comes next.' }];
  if (draft.etaFrom !== undefined && draft.etaTo !== undefined && draft.etaFrom > draft.etaTo)
    add('stops', 'The estimate ends before it begins.');

  const blanks = UPDATE_TEXTS.flatMap((name) => (draft[name].match(BLANK) ?? []).map((blank) => `${blank} in “${TEXT_LABELS[name]}”`));
  if (blanks.length > 0)
    add('missing', `${blanks.length === 1 ? 'A blank is' : `${blanks.length} blanks are`} left: ${blanks.slice(0, 3).join(', ')}.`);
  if (draft.whatHappened.trim() === '') add('missing', 'What happened is not said.');
  checkFigures(audience, draft, view, add);
  if (draft.state !== 'resolved') {
    if (draft.nextSteps.trim() === '') add('missing', 'What happens next is not said.');
    if (draft.nextUpdate === undefined) add('missing', 'No time for the next update: they will ask.');
    if (draft.confidence === undefined && (audience === 'executive' || audience === 'war room'))
      add('missing', 'How sure you are is not said.');
    if (draft.unknowns.trim() === '' && audience !== 'status page') add('advice', 'Nothing is named as unknown. Is everything known?');
  }
  checkEta(draft, add);
  if (draft.state === 'resolved') {
    const firing = view.alerts.filter(({ state }) => state === 'firing').length;
    if (firing > 0) add('missing', `It says resolved, and ${firing === 1 ? 'an alert fires' : `${firing} alerts fire`}.`);
  }
  if (audience === 'status page') {
    const text = UPDATE_TEXTS.map((name) => draft[name]).join(' ');
    const inside = view.topology.nodes.filter(({ id, kind }) => kind !== 'users' && text.includes(id)).map(({ id }) => id);
    if (inside.length > 0) add('advice', `Customers do not know ${inside.join(', ')}. Say what they can and cannot do.`);
  }
  return found;
}

type Add = (weight: Finding['weight'], says: string) => void;

function checkFigures(audience: AudienceName, draft: UpdateDraft, view: Shown, add: Add): void {
  const readings = readingsOf(view);
  const said = readings.filter(({ id }) => draft[id] !== undefined);
  if (said.length === 0 && audience !== 'status page') add('missing', 'No figure says how bad it is.');
  if (audience === 'status page' && draft.revenueLost !== undefined) add('advice', 'What you lose is no concern of customers.');
  for (const { id, label, value } of said) {
    const figure = draft[id]!;
    const atUs = takenAtUs(draft, id);
    if (atUs !== undefined) {
      if (view.nowUs - atUs > FRESH_US) add('advice', `“${label}” was read ${spanWords(view.nowUs - atUs)} ago. Take it again.`);
    } else if (value !== undefined && Math.abs(figure - value) > Math.max(1, value * TYPED_SLACK))
      add('advice', `“${label}” was typed as ${figure}; the instruments say ${value}.`);
  }
}

function checkEta({ state, etaFrom, etaTo }: UpdateDraft, add: Add): void {
  if (etaFrom === undefined && etaTo === undefined) {
    if (state === 'mitigating') add('advice', 'A repair is under way: from when to when may it be over?');
  } else if (etaFrom === undefined || etaTo === undefined || etaFrom === etaTo)
    add('missing', 'The estimate is a point. A range is more honest, and easier to keep.');
}
