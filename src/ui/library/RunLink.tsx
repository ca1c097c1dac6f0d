// The address of a run in a link: opened as soon as the page shows, and gone from the address once it is open.
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import './library.css';
import { OpeningState } from './OpeningState.tsx';
import { useOpenRun } from './use-open-run.ts';

export default function RunLink({ packed }: { packed: string }) {
  const { opening, openLink } = useOpenRun();
  const opened = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (opened.current === packed) return;
    opened.current = packed;
    openLink(packed);
  }, [packed, openLink]);
  return (
    <main className="page">
      <h1>A run somebody sent you</h1>
      <p className="prose quiet">
        The link holds the whole run: what was done and when. It is played again on this machine; nothing is fetched.
      </p>
      <div className="card">
        <OpeningState opening={opening} what="link" />
        {opening.state === 'idle' && <p className="empty">Left unopened.</p>}
      </div>
      <p>
        <Link href="/">To the library</Link>
      </p>
    </main>
  );
}
