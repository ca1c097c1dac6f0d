// Calls to market surveillance: it answers after a while, tries what it is asked for with the same system, and decides on a halt alone.
import { drawUniform, drawUs } from '../streams.ts';
import { cancel, orderOf } from './desk.ts';
import { grouped, issueOf, type Market, note, ruleOf, schedule, streamOf } from './market.ts';
import { match } from './trading.ts';

export function callForCancel(market: Market, order: number): number {
  const atUs = answersAtUs(market);
  schedule(market, atUs, { do: 'answer cancel', order });
  return atUs;
}

export function callForHalt(market: Market, issue: string): number {
  const atUs = answersAtUs(market);
  schedule(market, atUs, { do: 'answer halt', issue });
  return atUs;
}

const answersAtUs = (market: Market): number =>
  market.state.nowUs + drawUs(streamOf(market, 'telephone'), market.exchange.telephone.answersIn);

/** Surveillance tries to cancel from its side: the same system, the same answer. */
export function answerCancel(market: Market, number: number): void {
  const order = orderOf(market, number);
  const result = cancel(market, order);
  match(market, order.issue);
  if (result === 'done') {
    market.state.answers.cancelDone++;
    note(market, 'telephone', `Market surveillance: order ${number} is out, ${grouped(order.left)} shares.`);
  } else {
    market.state.answers.cancelCannot++;
    note(
      market,
      'telephone',
      `Market surveillance: we cannot cancel order ${number} from our side either. Our system takes it as executed.`,
      true,
    );
  }
  market.report('matching-engine', `surveillance tries to cancel order ${number}: ${result}`);
}

export function answerHalt(market: Market, issue: string): void {
  if (issueOf(market, issue).phase === 'halted') {
    note(market, 'telephone', `Market surveillance: trading in ${issue} is suspended already.`);
    return;
  }
  note(market, 'telephone', `Market surveillance: we have your request about ${issue}. Whether trading is suspended is for us to decide.`);
  schedule(market, market.state.nowUs + drawUs(streamOf(market, 'halt/takes'), market.exchange.halt.takes), { do: 'decide halt', issue });
}

/** One decision for an issue, however often it is asked: the first draw of a stream of its own. */
export function decideHalt(market: Market, issue: string): void {
  const state = issueOf(market, issue);
  if (state.phase === 'halted') return;
  const granted = drawUniform([...streamOf(market, `${issue}/halt`)]) < market.exchange.halt.chance;
  if (granted) {
    state.phase = 'halted';
    state.special = null;
    market.state.answers.haltGranted++;
    note(market, 'telephone', `Market surveillance: trading in ${ruleOf(market, issue).title} is suspended from now on.`, true);
  } else {
    market.state.answers.haltDeclined++;
    note(market, 'telephone', `Market surveillance: we do not suspend trading in ${issue}. The order was accepted in due form.`, true);
  }
  market.report('matching-engine', granted ? `${issue} halted` : `halt of ${issue} declined`);
}
