// While an earlier instant is shown: where we are, scrub, step, play, jump. The room around it shows that instant; the address names it.
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Moment } from '../../schema/index.ts';
import { useSession, useSessionState } from '../app/session-context.tsx';
import { knownScore } from '../debrief/score-once.ts';
import { Button, clockText, sincePage, spanText } from '../theme/index.ts';
import { addressOf, entryInstants, MARK_WORDS, type ReplayMark, replayMarks, stepFrom } from './marks.ts';
import { useReplayKeys } from './use-replay-keys.ts';
import { useSeeker } from './use-seeker.ts';
import './replay.css';

const SPEEDS = [1, 2, 4, 8, 16] as const;
const FRAME_MS = 250;
const STEPS = [
  { us: -60e6, says: '−1 min' },
  { us: -10e6, says: '−10 s' },
  { us: 10e6, says: '+10 s' },
  { us: 60e6, says: '+1 min' },
] as const;
const KINDS = Object.keys(MARK_WORDS) as ReplayMark['kind'][];

export function ReplayBar({ atUs }: { atUs: number }) {
  const session = useSession();
  const { live } = useSessionState();
  const [location, navigate] = useLocation();
  const seek = useSeeker();
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(4);
  const [moments, setMoments] = useState<readonly Moment[]>([]);
  const endUs = live.nowUs;
  const { startsAtMs } = live.scenario;
  const { tPlusZeroUs } = live;
  const told = live.phase === 'scored' || session.readOnly;

  useEffect(() => {
    let gone = false;
    void knownScore(session)?.then(({ card }) => !gone && setMoments(card.moments));
    return () => {
      gone = true;
    };
  }, [session]);
  const marks = useMemo(() => replayMarks(live, moments), [live, moments]);
  const instants = entryInstants(session.journal);

  // The address follows, so that a reload or a copied link comes back to this instant.
  useEffect(() => {
    const address = addressOf(session.id, atUs);
    if (location === address) return;
    const timer = setTimeout(() => navigate(address, { replace: true }), playing ? 1_000 : 150);
    return () => clearTimeout(timer);
  }, [session.id, atUs, location, navigate, playing]);

  useEffect(() => {
    if (!playing) return;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const step = async (fromUs: number) => {
      const toUs = Math.min(endUs, fromUs + FRAME_MS * 1000 * speed);
      await seek(toUs);
      if (stopped) return;
      if (toUs >= endUs) setPlaying(false);
      else timer = setTimeout(() => void step(toUs), FRAME_MS);
    };
    timer = setTimeout(() => void step(session.getState().replayAtUs ?? 0), FRAME_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [playing, speed, endUs, seek, session]);

  const to = (nextUs: number | undefined) => {
    if (nextUs === undefined) return;
    setPlaying(false);
    void seek(Math.max(0, Math.min(endUs, nextUs)));
  };
  const back = async () => {
    setPlaying(false);
    // Leaving the address of an instant returns to the present.
    navigate(told ? `/drill/${session.id}/debrief` : `/drill/${session.id}`);
    await session.live();
  };
  useReplayKeys({
    togglePlay: () => setPlaying(!playing),
    by: (us) => to((session.getState().replayAtUs ?? atUs) + us),
    entry: (by) => to(stepFrom(instants, session.getState().replayAtUs ?? atUs, by)),
  });
  const when = (us: number) => sincePage(us, tPlusZeroUs) ?? clockText(startsAtMs, us);

  return (
    <section className="replay-bar" aria-label="Looking back">
      <div className="replay-line">
        <p className="replay-where">
          Looking back at <strong className="mono">{clockText(startsAtMs, atUs)}</strong>{' '}
          <span className="mono">{sincePage(atUs, tPlusZeroUs) ?? ''}</span>. <span className="quiet">Nothing can be changed here.</span>
        </p>
        <Button size="small" kind="primary" onPress={() => void back()}>
          Back to {told ? 'the debrief' : 'the present'}
        </Button>
      </div>
      <div className="replay-track">
        <input
          type="range"
          aria-label="Instant"
          aria-valuetext={`${clockText(startsAtMs, atUs)}, ${when(atUs)}`}
          min={0}
          max={Math.floor(endUs / 1e6)}
          step={1}
          value={Math.round(atUs / 1e6)}
          onChange={(event) => to(Number(event.target.value) * 1e6)}
        />
        <div className="replay-marks" aria-hidden="true">
          {marks.map((mark, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn anew with every list
              key={index}
              data-kind={mark.kind}
              title={`${when(mark.atUs)} ${mark.text}`}
              style={{ left: `${(mark.atUs / Math.max(1, endUs)) * 100}%` }}
            />
          ))}
        </div>
      </div>
      <div className="replay-line">
        <div className="row" role="group" aria-label="Play">
          <Button size="small" isDisabled={atUs >= endUs} onPress={() => setPlaying(!playing)}>
            {playing ? <Pause size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />} {playing ? 'Pause' : 'Play'}
          </Button>
          <div className="speeds">
            {SPEEDS.map((factor) => (
              <button
                key={factor}
                type="button"
                className="speed"
                aria-pressed={speed === factor}
                onClick={() => setSpeed(factor)}
                aria-label={`${factor}× speed`}
              >
                {factor}×
              </button>
            ))}
          </div>
        </div>
        <div className="row" role="group" aria-label="Step">
          <Button size="small" kind="quiet" onPress={() => to(stepFrom(instants, atUs, -1))} aria-label="Entry before">
            <ChevronLeft size={14} aria-hidden="true" />
          </Button>
          {STEPS.map(({ us, says }) => (
            <Button key={us} size="small" kind="quiet" onPress={() => to(atUs + us)}>
              {says}
            </Button>
          ))}
          <Button size="small" kind="quiet" onPress={() => to(stepFrom(instants, atUs, 1))} aria-label="Entry after">
            <ChevronRight size={14} aria-hidden="true" />
          </Button>
        </div>
        <div className="row" role="group" aria-label="Jump">
          <Button
            size="small"
            kind="quiet"
            onPress={() =>
              to(
                stepFrom(
                  marks.map((mark) => mark.atUs),
                  atUs,
                  -1,
                ),
              )
            }
            aria-label="Mark before"
          >
            <ChevronFirst size={14} aria-hidden="true" />
          </Button>
          <select
            className="input compact"
            aria-label="Jump to a mark"
            value=""
            onChange={(event) => event.target.value !== '' && to(marks[Number(event.target.value)]?.atUs)}
          >
            <option value="">Jump to…</option>
            {KINDS.map((kind) => {
              const own = marks.flatMap((mark, index) => (mark.kind === kind ? [{ mark, index }] : []));
              return own.length === 0 ? null : (
                <optgroup key={kind} label={MARK_WORDS[kind]}>
                  {own.map(({ mark, index }) => (
                    <option key={index} value={index}>
                      {when(mark.atUs)} {mark.text.slice(0, 70)}
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </select>
          <Button
            size="small"
            kind="quiet"
            onPress={() =>
              to(
                stepFrom(
                  marks.map((mark) => mark.atUs),
                  atUs,
                  1,
                ),
              )
            }
            aria-label="Mark after"
          >
            <ChevronLast size={14} aria-hidden="true" />
          </Button>
        </div>
        <span className="small quiet replay-keys">
          <kbd>.</kbd> play, <kbd>[</kbd> <kbd>]</kbd> entry by entry, <kbd>{'{'}</kbd> <kbd>{'}'}</kbd> ten seconds; {spanText(atUs)} of{' '}
          {spanText(endUs)}
        </span>
      </div>
    </section>
  );
}
