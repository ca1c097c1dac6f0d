// People of the scenario at consoles: they make the slips that nobody else has made by their time, on the same console with the same safeguards, and notice or
// not. On the dangerous console a slip that was caught is tried again, so that a drill always reaches the response; on the safe one it stays caught.
import type { Attempt, ConsoleEvent, Surroundings } from '../console/index.ts';
import {
  assert,
  exprWithFields,
  type SafeguardPrompt,
  type Scenario,
  type SimTimeUs,
  type Slip,
  safeguardKind,
  safeguardsOf,
  wordsWithFields,
} from '../schema/index.ts';
import type { DeskStage } from './console-desk.ts';
import { answerTimeUs, type HandAnswer, honestAnswer } from './console-hand.ts';
import { promptAt } from './console-part.ts';
import { type SlipState, tookEffect } from './console-state.ts';
import { noticeChance, SEEN_BEFORE } from './slips.ts';

/** A caught slip is never tried again sooner. */
const AGAIN_MIN_US = 1_000_000;
const BACK: HandAnswer = { answer: 'back', text: '' };

interface Hands {
  surroundings(): Surroundings;
  step(event: ConsoleEvent): { code: string; reason: string } | undefined;
}

export class Colleagues {
  readonly #slips: readonly Slip[];
  readonly #scenario: Scenario;
  readonly #clock: { readonly nowUs: SimTimeUs };
  readonly #stage: Pick<DeskStage, 'state' | 'due'>;
  readonly #hands: Hands;

  constructor(scenario: Scenario, clock: { readonly nowUs: SimTimeUs }, stage: Pick<DeskStage, 'state' | 'due'>, hands: Hands) {
    this.#slips = scenario.slips ?? [];
    this.#scenario = scenario;
    this.#clock = clock;
    this.#stage = stage;
    this.#hands = hands;
  }

  /** The person enters the slip and presses the button, unless it has happened by now. */
  begin(index: number): void {
    const slip = this.#slips[index]!;
    if (this.#happened(slip)) return;
    const { by, console: name, action, values } = slip;
    const tries = this.#stage.state.slips[index]!.tries + 1;
    this.#set(index, { tries });
    if (this.#seenBefore(index)) return this.#caught(index);
    const { length } = this.#stage.state.room.attempts;
    const filled = this.#hands.step({ type: 'fill', by, args: { console: name, values } });
    const problem = filled ?? this.#hands.step({ type: 'submit', by, seq: 0, draws: this.#draws(index), args: { console: name, action } });
    // Busy with something else at this console: later.
    if (problem !== undefined) return this.#later(index);
    this.#set(index, { attempt: length + 1 });
  }

  /** Whoever is asked something and not at it yet begins to think; whose attempt is over is through, or tries again. */
  look(): void {
    this.#slips.forEach((slip, index) => {
      const { attempt: number, answering } = this.#stage.state.slips[index]!;
      if (number === undefined || answering) return;
      const attempt = this.#stage.state.room.attempts[number - 1]!;
      if (attempt.status === 'under way') {
        const answer = this.#answerTo(index, slip, attempt);
        if (answer !== undefined) this.#think(index, answerTimeUs(answer));
      } else if (attempt.status === 'sent' && tookEffect(attempt)) {
        if (this.#undoes(index, slip, attempt)) this.#think(index, answerTimeUs(BACK));
        else this.#set(index, { attempt: undefined });
      } else this.#caught(index);
    });
  }

  /** They have thought. */
  answer(index: number): void {
    const slip = this.#slips[index]!;
    const { attempt: number } = this.#stage.state.slips[index]!;
    this.#set(index, { answering: false });
    const attempt = number === undefined ? undefined : this.#stage.state.room.attempts[number - 1];
    if (attempt === undefined) return;
    const { by, console: name } = slip;
    if (attempt.status === 'under way') {
      const open = this.#promptOf(slip);
      const answer = this.#answerTo(index, slip, attempt);
      if (open !== undefined && answer !== undefined)
        this.#hands.step({ type: 'answer', by, args: { console: name, safeguard: open.safeguard, ...answer } });
    } else if (this.#undoes(index, slip, attempt)) {
      this.#hands.step({ type: 'undo', by, args: { console: name, attempt: attempt.number } });
      if (!this.#isUndone(attempt.number)) this.#set(index, { attempt: undefined });
    }
  }

  /** Back when they notice, else as an honest hand; undefined while they have to wait. */
  #answerTo(index: number, slip: Slip, { action }: Attempt): HandAnswer | undefined {
    const prompt = this.#promptOf(slip);
    if (prompt === undefined) return undefined;
    assert(action === slip.action, 'a slip is one attempt', { slip: slip.name });
    if (prompt.answers.includes('back') && this.#notices(index, slip, prompt.safeguard)) return BACK;
    // Going over to the other screen is no slip of the hand.
    if (prompt.answers.includes('switch')) return slip.intends ? { answer: 'switch', text: '' } : BACK;
    const answer = honestAnswer(prompt);
    if (answer !== undefined) return answer === 'wait' ? undefined : answer;
    return prompt.answers.includes('skip') ? { answer: 'skip', text: '' } : BACK;
  }

  #notices(index: number, slip: Slip, name: string): boolean {
    const { room } = this.#stage.state;
    const safeguard = safeguardsOf(this.#scenario.consoles![slip.console]!, room.variant).find((each) => each.name === name);
    if (safeguard === undefined) return false;
    return this.#hands.surroundings().uniform(`${this.#draws(index)}/${name}/notices`) < noticeChance(slip, safeguard, room);
  }

  /** Colour, banner or watermark make them stop before they press. That is an attempt too: the layer that caught it is known. */
  #seenBefore(index: number): boolean {
    const slip = this.#slips[index]!;
    const { room } = this.#stage.state;
    const around = this.#hands.surroundings();
    const desk = this.#scenario.consoles![slip.console]!;
    const safeguard = safeguardsOf(desk, room.variant).find(
      (each) =>
        SEEN_BEFORE.includes(safeguardKind(each)) &&
        (each.on.length === 0 || each.on.includes(slip.action)) &&
        (each.when === undefined || around.holds(exprWithFields(each.when, slip.values))) &&
        this.#notices(index, slip, each.name),
    );
    if (safeguard === undefined) return false;
    const atUs = this.#clock.nowUs;
    const attempt: Attempt = {
      number: room.attempts.length + 1,
      console: slip.console,
      action: slip.action,
      by: slip.by,
      seq: 0,
      draws: this.#draws(index),
      startedAtUs: atUs,
      endedAtUs: atUs,
      values: slip.values,
      command: wordsWithFields(desk.actions.find(({ name }) => name === slip.action)?.do ?? '', slip.values),
      line: '',
      steps: [
        {
          safeguard: safeguard.name,
          kind: safeguardKind(safeguard),
          shownAtUs: atUs,
          endedAtUs: atUs,
          snapshot: null,
          answers: [],
          result: 'stopped',
          says: 'seen before the button was pressed',
          dueUs: undefined,
          harmless: false,
        },
      ],
      status: 'stopped',
      stoppedBy: safeguard.name,
      slip: slip.name,
      outcome: undefined,
      undoUntilUs: undefined,
    };
    this.#stage.state = { ...this.#stage.state, room: { ...room, attempts: [...room.attempts, attempt] } };
    return true;
  }

  #undoes(index: number, slip: Slip, { undoUntilUs }: Attempt): boolean {
    if (undoUntilUs === undefined || undoUntilUs <= this.#clock.nowUs || slip.intends) return false;
    return this.#hands.surroundings().uniform(`${this.#draws(index)}/undo/notices`) < (slip.notices.undo ?? 0);
  }

  #caught(index: number): void {
    if (this.#stage.state.room.variant === 'dangerous') this.#later(index);
    else this.#set(index, { attempt: undefined });
  }

  #later(index: number): void {
    this.#set(index, { attempt: undefined });
    this.#stage.due(this.#clock.nowUs + Math.max(AGAIN_MIN_US, this.#slips[index]!.again), { kind: 'slip', index });
  }

  #think(index: number, forUs: SimTimeUs): void {
    this.#set(index, { answering: true });
    this.#stage.due(this.#clock.nowUs + forUs, { kind: 'slip-answer', index });
  }

  #promptOf({ console: name, by }: Slip): SafeguardPrompt | undefined {
    return promptAt(this.#stage.state.room, name, by, this.#hands.surroundings());
  }

  #happened({ name }: Slip): boolean {
    return this.#stage.state.room.attempts.some((attempt) => attempt.slip === name && attempt.status === 'sent' && tookEffect(attempt));
  }

  #isUndone(number: number): boolean {
    return this.#stage.state.room.attempts[number - 1]?.status === 'undone';
  }

  #draws(index: number): string {
    return `slips/${this.#slips[index]!.name}/${this.#stage.state.slips[index]!.tries}`;
  }

  #set(index: number, change: Partial<SlipState>): void {
    const { state } = this.#stage;
    this.#stage.state = { ...state, slips: state.slips.with(index, { ...state.slips[index]!, ...change }) };
  }
}
