// Which component asks for which kind of safeguard. Those that stand around a console (banner, watermark, separation, trail, undo) are drawn by its frame.
import type { ComponentType } from 'react';
import type { SafeguardKind, SafeguardPrompt } from '../../../schema/index.ts';
import { Checklist } from './Checklist.tsx';
import { Confirmation, DryRun } from './Confirmation.tsx';
import { Countdown } from './Countdown.tsx';
import { Phrase } from './Phrase.tsx';
import { Plain } from './Plain.tsx';
import { Refusal } from './Refusal.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { SecondPerson } from './SecondPerson.tsx';
import { Unlock } from './Unlock.tsx';
import { Warning } from './Warning.tsx';

const KINDS: Readonly<Record<SafeguardKind, ComponentType<{ prompt: SafeguardPrompt }>>> = {
  check: Refusal,
  warning: Warning,
  confirmation: Confirmation,
  phrase: Phrase,
  secondFactor: SecondFactor,
  secondPerson: SecondPerson,
  unlock: Unlock,
  countdown: Countdown,
  rateLimit: Refusal,
  dryRun: DryRun,
  limit: Refusal,
  pattern: Refusal,
  undo: Plain,
  audit: Plain,
  environment: Plain,
  watermark: Plain,
  separation: Plain,
  checklist: Checklist,
};

export function Asked({ prompt }: { prompt: SafeguardPrompt }) {
  const Kind = KINDS[prompt.kind];
  return <Kind prompt={prompt} />;
}
