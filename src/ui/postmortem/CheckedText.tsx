// A text of a post-mortem with what is to be said about its language below it.
import { TextField } from '../theme/index.ts';
import { BlameNotes } from './BlameNotes.tsx';
import { type BlameFinding, findBlame } from './blameless.ts';

export interface Language {
  names: readonly string[];
  /** Phrases that somebody decided to keep. */
  kept: ReadonlySet<string>;
  keep: (phrase: string) => void;
}

export const openFindings = (text: string, { names, kept }: Language): BlameFinding[] =>
  findBlame(text, names).filter(({ found }) => !kept.has(found.toLowerCase()));

export function CheckedText({
  label,
  help,
  value,
  rows,
  maxLength,
  language,
  onChange,
}: {
  label: string;
  help?: string | undefined;
  value: string;
  rows?: number;
  maxLength: number;
  language: Language;
  /** `whole`: a change that is a step of its own. */
  onChange: (value: string, whole: boolean) => void;
}) {
  return (
    <div className="stack-tight">
      <TextField
        label={label}
        help={help}
        value={value}
        maxLength={maxLength}
        onChange={(next) => onChange(next, false)}
        {...(rows === undefined ? {} : { rows })}
      />
      <BlameNotes
        findings={openFindings(value, language)}
        onTake={({ from, to, instead }) => onChange(`${value.slice(0, from)}${instead}${value.slice(to)}`, true)}
        onKeep={({ found }) => language.keep(found.toLowerCase())}
      />
    </div>
  );
}
