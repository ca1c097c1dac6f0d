// A sentence that needs attention: what is the case, and what can be done.
import type { ReactNode } from 'react';
import { type Tone, ToneShape } from './Mark.tsx';

export function Notice({
  tone = 'plain',
  title,
  children,
  role = 'status',
}: {
  tone?: Tone;
  title: string;
  children?: ReactNode;
  role?: 'status' | 'alert' | 'note';
}) {
  return (
    <div className="notice" data-tone={tone} role={role}>
      <span style={{ color: tone === 'plain' ? 'var(--text-3)' : `var(--${tone})`, paddingTop: '0.15rem' }}>
        <ToneShape tone={tone} />
      </span>
      <div className="stack-tight grow">
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
