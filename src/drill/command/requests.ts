// What was asked of people, and the rule of the second person: an agreement serves one command, once, for ten minutes.
import {
  commandMatches,
  formatCommand,
  type Guard,
  parseCommandText,
  type RequestView,
  type Scenario,
  type SimTimeUs,
} from '../../schema/index.ts';

/** As the director keeps it. `expired` is not kept: it follows from the instant. */
export interface PersonRequest extends Omit<RequestView, 'status'> {
  readonly status: Exclude<RequestView['status'], 'expired'>;
  /** The number whose delays are drawn: of a fork that of the entry before it was renumbered, else `seq`. */
  readonly drawAs: number;
}

export const APPROVAL_VALID_US = 600_000_000;

type Given = { kind: string; args: Readonly<Record<string, unknown>> };

/** A command as it is compared and shown: however it was typed, the same command reads the same. */
export function normalCommand(text: string): string {
  const command = parseCommandText(text);
  return command === undefined ? text.trim() : formatCommand(command);
}

const lapsed = ({ answeredAtUs }: Pick<PersonRequest, 'answeredAtUs'>, nowUs: SimTimeUs): boolean =>
  answeredAtUs !== undefined && nowUs > answeredAtUs + APPROVAL_VALID_US;

/** Index of the agreement that this command would use up; -1 without one. @param by the person who carries it out: nobody agrees to their own */
export function agreementFor(requests: readonly PersonRequest[], command: Given, nowUs: SimTimeUs, by: string): number {
  const text = formatCommand(command);
  return requests.findIndex(
    (request) =>
      request.kind === 'approval' &&
      request.status === 'granted' &&
      request.about === text &&
      request.person !== by &&
      !lapsed(request, nowUs),
  );
}

/** Who may agree to a command, for the refusal to say. */
export const approversOf = (scenario: Scenario, command: Given): string[] =>
  Object.entries(scenario.people).flatMap(([id, { approves }]) => (approves.some((duty) => commandMatches(duty.do, command)) ? [id] : []));

export function approvalRefusal(scenario: Scenario, guard: Guard, command: Given): string {
  const approvers = approversOf(scenario, command);
  const whom =
    approvers.length === 0 ? 'a second person has to agree first' : `a second person has to agree first: ask ${approvers.join(' or ')}`;
  return guard.says === '' ? `For “${formatCommand(command)}” ${whom}` : `${guard.says} For “${formatCommand(command)}” ${whom}`;
}

export const requestViews = (requests: readonly PersonRequest[], nowUs: SimTimeUs): RequestView[] =>
  requests.map(({ drawAs: _, ...request }) =>
    request.kind === 'approval' && request.status === 'granted' && lapsed(request, nowUs) ? { ...request, status: 'expired' } : request,
  );
