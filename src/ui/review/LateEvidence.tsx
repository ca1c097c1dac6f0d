// What turns up after the incident: messages after its declared end, and documents that the story revealed. The clock can run ahead to the moment at which people have found it.
import { lazy, Suspense, useState } from 'react';
import type { LookResult } from '../../schema/index.ts';
import { useReadOnly, useSession, useSessionContext, useView } from '../app/session-context.tsx';
import { Button, Mark, Progress, sincePage } from '../theme/index.ts';

const Markdown = lazy(() => import('../theme/Markdown.tsx'));
/** Past the scrape after it, so that the message is there too. */
const PAST_US = 5e6;

export function LateEvidence() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const { notify } = useSessionContext();
  const [progress, setProgress] = useState<number | undefined>(undefined);
  const [shown, setShown] = useState<Extract<LookResult, { kind: 'artefact' }> | undefined>(undefined);
  const toUs = view.nextRevealAtUs === undefined ? undefined : Math.min(view.scenario.lengthUs, view.nextRevealAtUs + PAST_US);
  const { resolvedAtUs } = view;
  const documents = view.artefacts.filter(({ revealed }) => revealed);
  const messages = resolvedAtUs === undefined ? [] : view.messages.filter(({ atUs }) => atUs > resolvedAtUs);
  const skip = async (atUs: number) => {
    setProgress(0);
    try {
      await session.skipTo(atUs, (ratio) => setProgress(ratio));
    } catch (error) {
      notify('bad', error instanceof Error ? error.message : String(error));
    }
    setProgress(undefined);
  };
  const read = async (artefact: string) => {
    try {
      const { look } = await session.append({ kind: 'look.artefact', args: { artefact } });
      if (look?.kind === 'artefact') setShown(look);
    } catch (error) {
      notify('bad', error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section className="card stack" id="step-late" tabIndex={-1} aria-labelledby="late-title">
      <h2 id="late-title">What turned up later</h2>
      {progress !== undefined && <Progress label="Running ahead" ratio={progress} />}
      {progress === undefined && toUs !== undefined && view.nowUs < toUs && (
        <div className="row-between">
          <p className="prose quiet">
            It is {sincePage(view.nowUs, view.tPlusZeroUs) ?? 'early'}. People go on digging; something turns up at{' '}
            {sincePage(toUs, view.tPlusZeroUs) ?? 'a later time'}.
          </p>
          <Button onPress={() => void skip(toUs)}>Run ahead to {sincePage(toUs, view.tPlusZeroUs) ?? 'later'}</Button>
        </div>
      )}
      {documents.length === 0 && messages.length === 0 && <p className="empty">Nothing has turned up since the end was declared.</p>}
      {documents.length > 0 && (
        <ul className="row">
          {documents.map((artefact) => (
            <li key={artefact.name}>
              <Button size="small" isDisabled={readOnly || view.phase === 'scored'} onPress={() => void read(artefact.name)}>
                {artefact.title} <Mark>{artefact.kind}</Mark>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {messages.map((message) => (
        <p key={message.id} className="small">
          <strong>{message.from}</strong> <span className="quiet mono">{sincePage(message.atUs, view.tPlusZeroUs)}</span> {message.text}
        </p>
      ))}
      {shown !== undefined && (
        <Suspense fallback={<p className="empty">Loading…</p>}>
          <Markdown text={shown.markdown} />
        </Suspense>
      )}
    </section>
  );
}
