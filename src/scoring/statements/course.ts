// Claims about the course of the incident: its state, the confidence, when it will be over, when more will be told. Rules S4–S7 are in README.md.
import type { Evidence, JournalEntry, SimTimeUs, StatementClaim } from '../../schema/index.ts';
import { leading } from '../beliefs.ts';
import { evidenceOf, type Reading } from '../reading.ts';
import { percentText, spanText } from './words.ts';

type Update = Extract<JournalEntry, { kind: 'comms.status-update' }>;
type Judged = Pick<StatementClaim, 'was' | 'verdict' | 'because'> & { evidence?: Evidence[] };

const MINUTE_US = 60_000_000;
/** What a clock on the wall is good for. */
const SLACK_US = MINUTE_US / 2;
/** Health that comes back, or an act that comes, so soon after makes a statement early, not false. */
const SOON_US = 2 * MINUTE_US;

export function courseClaims(reading: Reading, update: Update): StatementClaim[] {
  const { atUs, args } = update;
  const own = evidenceOf(update);
  const claim = (about: StatementClaim['about'], said: string, { evidence = [], ...judged }: Judged): StatementClaim => ({
    about,
    said,
    shown: undefined,
    ...judged,
    evidence: [own, ...evidence],
  });
  const claims = [claim('state', args.state, stateAt(reading, args.state, atUs))];
  if (args.confidence !== undefined) claims.push(claim('confidence', percentText(args.confidence), confidenceAt(reading, update)));
  if (args.eta !== undefined) {
    const { fromMinutes, toMinutes } = args.eta;
    const said = fromMinutes === toMinutes ? `in ${toMinutes} minutes` : `in ${fromMinutes} to ${toMinutes} minutes`;
    claims.push(claim('eta', said, etaAt(reading, { fromUs: fromMinutes * MINUTE_US, toUs: toMinutes * MINUTE_US }, atUs)));
  }
  if (args.nextUpdateMinutes !== undefined && args.nextUpdateMinutes > 0 && args.state !== 'resolved')
    claims.push(
      claim('next update', `in ${args.nextUpdateMinutes} minutes`, promiseOf(reading, update, args.nextUpdateMinutes * MINUTE_US)),
    );
  return claims;
}

/** S4: a state is held against health, acts and belief at that instant. */
export function stateAt(reading: Reading, state: Update['args']['state'], atUs: SimTimeUs): Judged {
  const trouble = reading.input.brokenSpans.find(({ fromUs, toUs }) => fromUs <= atUs && atUs < toUs);
  const again = reading.input.brokenSpans.find(({ fromUs }) => fromUs > atUs);
  const spans = (span: typeof trouble): Evidence[] => (span === undefined ? [] : [{ kind: 'span', ...span, text: 'users were hurt' }]);
  const was = trouble === undefined ? 'users were well' : 'users were hurt';
  const says = (verdict: Judged['verdict'], because: string, evidence: Evidence[] = []): Judged => ({ was, verdict, because, evidence });
  switch (state) {
    case 'resolved':
    case 'monitoring': {
      if (trouble === undefined && again !== undefined && state === 'resolved')
        return says('wrong', `users were hurt again ${spanText(again.fromUs - atUs)} later`, spans(again));
      if (trouble === undefined) return says('true', 'users were well and stayed so');
      const leftUs = trouble.toUs - atUs;
      if (leftUs <= SOON_US && trouble.toUs <= reading.nowUs)
        return says('near', `users were well ${spanText(leftUs)} later`, spans(trouble));
      return says(
        'wrong',
        trouble.toUs <= reading.nowUs ? `users were hurt for ${spanText(leftUs)} more` : 'users were hurt to the end',
        spans(trouble),
      );
    }
    case 'mitigating': {
      const act = reading.acts.find((each) => each.took);
      const evidence = act === undefined ? [] : [evidenceOf(act.entry)];
      if (act !== undefined && act.entry.atUs <= atUs) return says('true', 'something had been done about it', evidence);
      if (act !== undefined && act.entry.atUs - atUs <= SOON_US)
        return says('near', `the first action came ${spanText(act.entry.atUs - atUs)} later`, evidence);
      return says('wrong', 'nothing had been done about it', evidence);
    }
    case 'identified': {
      const set = reading.sets.findLast((entry) => entry.atUs <= atUs);
      const point = reading.beliefs.findLast((each) => each.atUs <= atUs);
      const belief = point === undefined ? undefined : leading(point);
      const evidence = set === undefined ? [] : [evidenceOf(set)];
      if (belief === undefined) return says('near', 'no explanation had been written down by then');
      return belief.isTruth
        ? says('true', 'the explanation that led was the true one', evidence)
        : says('wrong', `${belief.component} ${belief.kind} led, and that was not the cause`, evidence);
    }
    case 'investigating':
      return trouble === undefined && reading.restoredAtUs !== undefined && reading.restoredAtUs <= atUs
        ? says('near', 'users were well again already')
        : says('true', 'it was being looked into');
  }
}

/** S5: of an update that says it is over or nearly so, the confidence is in that; else in the explanation that led then. */
function confidenceAt(reading: Reading, { args: { confidence = 0, state }, atUs }: Update): Judged {
  if (state === 'resolved' || state === 'monitoring') {
    const { was, verdict, evidence = [] } = stateAt(reading, state, atUs);
    return { was, ...heldAgainst(confidence, verdict === 'true' || verdict === 'near'), evidence };
  }
  const point = reading.beliefs.findLast((each) => each.atUs <= atUs);
  const belief = point === undefined ? undefined : leading(point);
  const left = 1 - (point?.beliefs ?? []).reduce((sum, { probability }) => sum + probability, 0);
  if (point === undefined || belief === undefined || belief.probability < left)
    return { was: 'no explanation led', verdict: 'open', because: 'there is nothing to hold it against' };
  const was = `${belief.component} ${belief.kind} led at ${percentText(belief.probability)}, ${belief.isTruth ? 'and was the cause' : 'and was not the cause'}`;
  const set = reading.sets.find(({ seq }) => seq === point.seq);
  return { was, ...heldAgainst(confidence, belief.isTruth), evidence: set === undefined ? [] : [evidenceOf(set)] };
}

function heldAgainst(confidence: number, cameTrue: boolean): Pick<Judged, 'verdict' | 'because'> {
  if (cameTrue)
    return confidence >= 0.5
      ? { verdict: 'true', because: 'it was right to be sure' }
      : { verdict: 'near', because: 'more confidence was earned' };
  if (confidence < 0.5) return { verdict: 'true', because: 'it was right not to be sure' };
  return { verdict: confidence >= 0.7 ? 'wrong' : 'near', because: 'more sure than the evidence allowed' };
}

/** S6: health has to come back inside the range, half a minute either way; near: half the range's far end, or two minutes, outside. */
function etaAt(reading: Reading, eta: { fromUs: number; toUs: number }, atUs: SimTimeUs): Judged {
  const { restoredAtUs, nowUs } = reading;
  if (restoredAtUs === undefined)
    return nowUs < atUs + eta.toUs
      ? { was: 'not known', verdict: 'open', because: 'the drill ended before that' }
      : { was: 'never, in this drill', verdict: 'wrong', because: 'users were not well by then' };
  const afterUs = restoredAtUs - atUs;
  const evidence: Evidence[] = [
    { kind: 'span', fromUs: Math.min(atUs, restoredAtUs), toUs: Math.max(atUs, restoredAtUs), text: 'until users were well' },
  ];
  if (afterUs <= 0)
    return {
      was: `${spanText(afterUs)} before`,
      verdict: eta.fromUs <= SLACK_US ? 'true' : 'near',
      because: 'users were well already',
      evidence,
    };
  const was = `${spanText(afterUs)} later`;
  const outsideUs = Math.max(eta.fromUs - afterUs, afterUs - eta.toUs, 0);
  if (outsideUs <= SLACK_US) return { was, verdict: 'true', because: 'users were well in that time', evidence };
  const because = `${spanText(outsideUs)} ${afterUs < eta.fromUs ? 'sooner' : 'later'} than said`;
  return { was, verdict: outsideUs <= Math.max(SOON_US, eta.toUs / 2) ? 'near' : 'wrong', because, evidence };
}

/** S7: the next update to the same audience; the end of the incident lifts the promise. */
function promiseOf(reading: Reading, update: Update, withinUs: number): Judged {
  const byUs = update.atUs + withinUs;
  const { journal } = reading.input;
  const next = journal.find(
    (entry): entry is Update =>
      entry.kind === 'comms.status-update' && entry.seq > update.seq && entry.args.audience === update.args.audience,
  );
  const over = reading.declarations.find(({ entry }) => entry.seq > update.seq)?.entry;
  if (next !== undefined) {
    const lateUs = next.atUs - byUs;
    const was = `${spanText(next.atUs - update.atUs)} later`;
    const evidence = [evidenceOf(next)];
    if (lateUs <= SLACK_US) return { was, verdict: 'true', because: 'the promise was kept', evidence };
    if (over === undefined || over.atUs > byUs)
      return { was, verdict: lateUs <= SOON_US ? 'near' : 'wrong', because: `${spanText(lateUs)} later than promised`, evidence };
  }
  if (over !== undefined && over.atUs <= byUs + SLACK_US)
    return { was: 'the end was declared', verdict: 'true', because: 'it was over before that', evidence: [evidenceOf(over)] };
  return reading.nowUs < byUs
    ? { was: 'not known', verdict: 'open', because: 'the drill ended before that' }
    : { was: 'no update came', verdict: 'wrong', because: 'the promise was not kept' };
}
