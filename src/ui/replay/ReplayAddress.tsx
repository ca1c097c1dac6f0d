// The address of an instant (`#/drill/<id>/replay/<seconds>`): opening it looks back at that instant, leaving it returns to the present.
import { useEffect } from 'react';
import { useSession } from '../app/session-context.tsx';
import { instantOf } from './marks.ts';

export function ReplayAddress({ screen, at }: { screen: string; at: string | undefined }) {
  const session = useSession();
  useEffect(() => {
    const { replayAtUs } = session.getState();
    const wantedUs = screen === 'replay' ? (instantOf(at) ?? 0) : undefined;
    if (wantedUs !== undefined && wantedUs !== replayAtUs) void session.seek(wantedUs).catch(() => undefined);
    if (wantedUs === undefined && replayAtUs !== undefined) void session.live().catch(() => undefined);
  }, [session, screen, at]);
  return null;
}
