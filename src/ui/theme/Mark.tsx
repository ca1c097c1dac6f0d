// A state as shape, word and colour together, so that no meaning rests on colour alone.
import type { ReactNode } from 'react';

export type Tone = 'ok' | 'warn' | 'bad' | 'change' | 'accent' | 'plain';

/** Circle: fine. Triangle: watch. Square: broken. Diamond: changed. */
export function ToneShape({ tone }: { tone: Tone }) {
  return (
    <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true" fill="currentColor">
      {tone === 'ok' && <circle cx="5" cy="5" r="4" />}
      {tone === 'warn' && <path d="M5 0.5 9.8 9.5H0.2Z" />}
      {tone === 'bad' && <rect x="0.8" y="0.8" width="8.4" height="8.4" rx="1" />}
      {tone === 'change' && <path d="M5 0 10 5 5 10 0 5Z" />}
      {(tone === 'accent' || tone === 'plain') && <circle cx="5" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="2" />}
    </svg>
  );
}

export function Mark({ tone = 'plain', children, shape = true }: { tone?: Tone; children: ReactNode; shape?: boolean }) {
  return (
    <span className="mark" data-tone={tone}>
      {shape && tone !== 'plain' && <ToneShape tone={tone} />}
      {children}
    </span>
  );
}
