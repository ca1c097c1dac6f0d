// What the story has said so far: messages, updates owed, artefacts revealed. Written by the director of src/authority,
// read by looks and projection. Immutable plain data: a keyframe keeps a reference.
import type { AudienceName, MessageView, Provider, SimTimeUs } from '../schema/index.ts';
import type { PersonRequest } from './command/requests.ts';

/** An update somebody waits for. `answeredAtUs` is set by the first status update to that audience after it was asked. */
export interface Expectation {
  readonly messageId: string;
  readonly audience: AudienceName;
  /** A person of the scenario, or undefined when the trainee promised it themselves. */
  readonly from: string | undefined;
  readonly askedAtUs: SimTimeUs;
  readonly byUs: SimTimeUs;
  readonly answeredAtUs: SimTimeUs | undefined;
  readonly reminded: boolean;
}

/** What a provider says about itself from an instant on. */
export interface StatusPageState {
  readonly provider: string;
  readonly shows: NonNullable<Provider['statusPage']>['shows'];
  readonly text: string;
  readonly atUs: SimTimeUs;
}

export interface StoryState {
  readonly tPlusZeroUs: SimTimeUs | undefined;
  readonly messages: readonly Omit<MessageView, 'expects'>[];
  readonly expectations: readonly Expectation[];
  /** Names of artefacts that a reveal made visible. */
  readonly revealed: readonly string[];
  /** What providers came to say about themselves, oldest first. */
  readonly statusPages: readonly StatusPageState[];
  /** What was asked of people, oldest first. */
  readonly requests: readonly PersonRequest[];
}

export const EMPTY_STORY: StoryState = {
  tPlusZeroUs: undefined,
  messages: [],
  expectations: [],
  revealed: [],
  statusPages: [],
  requests: [],
};
