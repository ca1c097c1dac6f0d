// One thing that was said beside what was so, as a sentence: each kind of claim has its own.
import type { StatementClaim } from '../../schema/index.ts';

export function claimText({ about, said, shown, was }: Pick<StatementClaim, 'about' | 'said' | 'shown' | 'was'>): string {
  switch (about) {
    case 'error ratio':
    case 'users affected':
    case 'revenue lost': {
      const instruments = shown === undefined ? '' : `the instruments showed ${shown}; `;
      return `${about}: you said ${said}; ${instruments}it was ${was}`;
    }
    case 'state':
      return `state: you said ${/^(?:it is|there is) /.test(said) ? said : `“${said}”`}; at that time ${was}`;
    case 'confidence':
      return `confidence: you were ${said} sure; at that time ${was}`;
    case 'eta':
      return `users well again: you said ${said}${came(was)}`;
    case 'next update':
      return `next update: you promised it ${said}${came(was)}`;
    case 'severity':
      return was === 'none declared' ? `severity: you said ${said}; none was declared` : `severity: you said ${said}; ${was} was declared`;
  }
}

/** Goes on with when it came about: `3 minutes later`, `40 seconds before`; other words are a sentence already. */
function came(was: string): string {
  if (was === 'not known') return '';
  if (was.endsWith(' later')) return `; it came ${was}`;
  if (was.endsWith(' before')) return `; it had come ${was}`;
  return was.startsWith('never') ? '; that never came, in this drill' : `; ${was}`;
}
