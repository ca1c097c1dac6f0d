// The address of an instant (`#/drill/<id>/replay/<seconds>`): opening it looks back at that instant, leaving it returns to the present, and
// whatever returns to the present leaves it.
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useSession, useSessionState } from '../app/session-context.tsx';
import { instantOf } from './marks.ts';

export function ReplayAddress({ screen, at }: { screen: string; at: string | undefined }) {
  const session = useSession();
  const { replayAtUs } = useSessionState();
  const [, navigate] = useLocation();
  const lookedBack = useRef(false);
  useEffect(() => {
    const shownUs = session.getState().replayAtUs;
    const wantedUs = screen === 'replay' ? (instantOf(at) ?? 0) : undefined;
    if (wantedUs !== undefined && wantedUs !== shownUs) void session.seek(wantedUs).catch(() => undefined);
    if (wantedUs === undefined && shownUs !== undefined) void session.live().catch(() => undefined);
  }, [session, screen, at]);
  useEffect(() => {
    if (replayAtUs !== undefined) lookedBack.current = true;
    else if (lookedBack.current) {
      lookedBack.current = false;
      if (screen === 'replay') navigate(`/drill/${session.id}`, { replace: true });
    }
  }, [replayAtUs, screen, session.id, navigate]);
  return null;
}
