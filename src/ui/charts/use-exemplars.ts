// Kept traces behind the points of a latency panel: the services that its expressions name are asked for theirs.
import { useEffect, useState } from 'react';
import type { Panel } from '../../schema/index.ts';
import { useSession } from '../app/session-context.tsx';
import { clockText, figureText } from '../theme/index.ts';
import type { ChartExemplar } from './plot-draw.ts';

const NONE: readonly ChartExemplar[] = [];

/** Services whose answering times a panel shows; none for any other panel. */
export function timedServices(panel: Panel, known: readonly string[]): string[] {
  const timed = panel.series.filter(({ expr }) => panel.unit === 'seconds' && expr.includes('http_server_request_duration'));
  const named = timed.flatMap(({ expr }) => [...expr.matchAll(/\bservice="([^"]+)"/g)].map((match) => match[1] ?? ''));
  const services = named.length > 0 || timed.length === 0 ? named : known;
  return [...new Set(services)];
}

/** Asked again when the stretch changes; an engine without traces has none, which is no error. */
export function useExemplars(services: readonly string[], fromUs: number, toUs: number, startsAtMs: number): readonly ChartExemplar[] {
  const session = useSession();
  const [found, setFound] = useState(NONE);
  const asked = services.join('\n');
  useEffect(() => {
    if (asked === '') return;
    let current = true;
    Promise.all(asked.split('\n').map((service) => session.exemplars(service, fromUs, toUs))).then(
      (replies) => {
        if (!current) return;
        setFound(
          replies.flat().map(({ traceId, atUs, service, durationUs, error }) => ({
            atMs: startsAtMs + atUs / 1000,
            value: durationUs / 1e6,
            traceId,
            label: `${clockText(startsAtMs, atUs)} ${service} ${figureText(durationUs / 1e6, 'seconds')}${error ? ' failed' : ''}`,
            error,
          })),
        );
      },
      () => current && setFound(NONE),
    );
    return () => {
      current = false;
    };
  }, [session, asked, fromUs, toUs, startsAtMs]);
  return asked === '' ? NONE : found;
}
