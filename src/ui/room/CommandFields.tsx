// What a command still needs to be told, and what it then does: the same fields and facts wherever a command is chosen.
import type { CommandOption } from '../../schema/index.ts';
import { ChoiceField, Mark, TextField } from '../theme/index.ts';
import { argumentOf, RISK_WORDS } from './command-text.ts';

type Target = CommandOption['targets'][number];
export type Answers = Readonly<Record<string, string>>;

/** What was answered, else what is there now; a choice is always one of its choices. */
export function answerOf(target: Target, answers: Answers, name: string): string {
  const ask = target.asks.find((each) => each.name === name);
  const current = ask?.current ?? '';
  const fallback = ask?.choices === undefined || ask.choices.includes(current) ? current : (ask.choices[0] ?? '');
  return answers[name] ?? fallback;
}

export const argsOf = (target: Target, answers: Answers): Record<string, unknown> => ({
  ...target.args,
  ...Object.fromEntries(target.asks.map(({ name, type }) => [name, argumentOf(answerOf(target, answers, name), type)])),
});

export function CommandFields({ target, answers, onChange }: { target: Target; answers: Answers; onChange: (answers: Answers) => void }) {
  return target.asks.map((ask) =>
    ask.type === 'choice' && ask.choices !== undefined ? (
      <ChoiceField
        key={ask.name}
        label={ask.name}
        value={answerOf(target, answers, ask.name)}
        onChange={(value) => onChange({ ...answers, [ask.name]: value })}
        options={ask.choices}
        help={ask.current === '' ? undefined : `Now: ${ask.current}`}
      />
    ) : (
      <TextField
        key={ask.name}
        label={ask.name}
        value={answerOf(target, answers, ask.name)}
        onChange={(value) => onChange({ ...answers, [ask.name]: value })}
        help={`Now: ${ask.current || 'not set'}`}
      />
    ),
  );
}

export function CommandFacts({ option, target }: { option: CommandOption; target: Target }) {
  return (
    <dl className="facts">
      <dt>Effect</dt>
      <dd>{option.effect}</dd>
      <dt>Blast radius</dt>
      <dd>{target.blastRadius}</dd>
      <dt>Risk</dt>
      <dd>
        <Mark tone={option.risk === 'irreversible' ? 'bad' : option.risk === 'reversible' ? 'warn' : 'ok'}>{RISK_WORDS[option.risk]}</Mark>
      </dd>
      <dt>Undo</dt>
      <dd>{option.undo}</dd>
    </dl>
  );
}
