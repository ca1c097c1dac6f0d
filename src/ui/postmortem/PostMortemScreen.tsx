// The post-mortem of a drill: filled in from what is known, written on by hand, checked for blame, exported as Markdown or as a page to print.
import { useCallback, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { downloadText } from '../../host/client/index.ts';
import type { PostMortem } from '../../schema/index.ts';
import { useSession, useSessionContext, useView } from '../app/session-context.tsx';
import { ThemeButton } from '../app/ThemeButton.tsx';
import { Button, Mark, Notice, Progress } from '../theme/index.ts';
import { CheckedText, type Language, openFindings } from './CheckedText.tsx';
import { documentOf } from './document.ts';
import { toHtml, toMarkdown } from './export.ts';
import { typingStep } from './history.ts';
import { Actions, Factors, Whys } from './Items.tsx';
import { SECTIONS, type SectionId } from './prefill.ts';
import { usePostMortem, type Writing } from './use-post-mortem.ts';
import './postmortem.css';

const HELP: Partial<Record<SectionId, string>> = {
  summary: 'Two or three sentences for somebody who was not there: what happened, whom it hurt, what ended it.',
  timeline: 'One line an event, beginning with its time. Lines that begin with “Decision” are set in bold.',
  impact: 'Figures with units. A line that begins with a dash becomes an item of a list.',
};
const ROWS: Partial<Record<SectionId, number>> = { timeline: 14, glance: 6, impact: 6, summary: 5 };
/** A page that was opened may still be loading when the address is given back. */
const KEEP_ADDRESS_MS = 60_000;

export default function PostMortemScreen() {
  const session = useSession();
  const view = useView();
  const open = session.readOnly || view.phase === 'scored';
  if (!open) {
    return (
      <main className="page">
        <h1>The post-mortem is written after the debrief</h1>
        <p>
          <Link href={`/drill/${session.id}/review`}>To the review</Link>
        </p>
      </main>
    );
  }
  return <Screen />;
}

function Screen() {
  const opened = usePostMortem();
  const session = useSession();
  if (opened.status === 'open') return <Editor writing={opened.writing} />;
  return (
    <main className="page">
      <h1>Post-mortem</h1>
      {opened.status === 'failed' ? (
        <Notice tone="bad" role="alert" title="The post-mortem could not be opened">
          <p>{opened.message}</p>
          <Link href={`/drill/${session.id}/debrief`}>To the debrief</Link>
        </Notice>
      ) : (
        <div className="card" aria-busy="true">
          <Progress label={opened.text} ratio={opened.ratio} />
        </div>
      )}
    </main>
  );
}

/** Every text that is checked. */
const textsOf = ({ sections, whys, factors, actionItems }: PostMortem): string[] => [
  ...sections.map(({ text }) => text),
  ...whys,
  ...factors.map(({ text }) => text),
  ...actionItems.flatMap(({ text, prevents }) => [text, prevents]),
];

function Editor({ writing }: { writing: Writing }) {
  const { history, undo, redo, saving, problem } = writing;
  const postMortem = history.present;
  const view = useView();
  const session = useSession();
  const { notify } = useSessionContext();
  const [kept, setKept] = useState<ReadonlySet<string>>(() => new Set());
  const keep = useCallback((phrase: string) => setKept((old) => new Set([...old, phrase])), []);
  const names = useMemo(() => view.people.map(({ name }) => name), [view.people]);
  const language: Language = { names, kept, keep };
  const found = textsOf(postMortem).reduce((sum, text) => sum + openFindings(text, language).length, 0);
  const change = (part: Partial<PostMortem>, field?: { name: string; text: string }) =>
    writing.change({ ...postMortem, ...part }, field === undefined ? undefined : typingStep(field.name, field.text));

  const fileName = `post-mortem-${postMortem.slug}-${session.seed}`;
  const print = () => {
    const address = URL.createObjectURL(new Blob([toHtml(documentOf(postMortem))], { type: 'text/html' }));
    const page = window.open(address, '_blank');
    if (page === null) notify('warn', 'The browser opened no window: use “Save page”.');
    else page.opener = null;
    setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const answer = key === 'z' ? (event.shiftKey ? redo : undo) : key === 'y' ? redo : undefined;
    if (answer === undefined) return;
    event.preventDefault();
    answer();
  };
  const section = (id: SectionId) => {
    const own = postMortem.sections.find((one) => one.id === id);
    if (own === undefined) return null;
    return (
      <section key={id} className="card stack" aria-label={own.title}>
        <h2>{own.title}</h2>
        <CheckedText
          label={own.title}
          help={HELP[id]}
          rows={ROWS[id] ?? 4}
          value={own.text}
          maxLength={20_000}
          language={language}
          onChange={(text, whole) =>
            change(
              { sections: postMortem.sections.map((one) => (one.id === id ? { ...one, text } : one)) },
              whole ? undefined : { name: id, text },
            )
          }
        />
      </section>
    );
  };
  return (
    <main className="page post-mortem" onKeyDown={onKeyDown}>
      <header className="stack">
        <div className="row-between">
          <div className="stack-tight">
            <Link href={`/drill/${session.id}/debrief`} className="small">
              Back to the debrief
            </Link>
            <h1>Post-mortem: {postMortem.title}</h1>
          </div>
          <ThemeButton />
        </div>
        <div className="row-between">
          <div className="row" role="group" aria-label="Changes">
            <Button size="small" isDisabled={history.past.length === 0} onPress={undo}>
              Undo
            </Button>
            <Button size="small" isDisabled={history.future.length === 0} onPress={redo}>
              Redo
            </Button>
            <Button size="small" onPress={() => void writing.refill()}>
              Fill in anew
            </Button>
            <span className="small quiet" role="status">
              {saving === 'saved' && 'Saved on this device'}
              {saving === 'saving' && 'Saving…'}
              {saving === 'not saved' && 'Not saved'}
              {saving === 'not kept' && 'Somebody else’s run: this is not kept, export it'}
            </span>
          </div>
          <div className="row" role="group" aria-label="Export">
            <Button size="small" onPress={() => downloadText(`${fileName}.md`, toMarkdown(documentOf(postMortem)), 'text/markdown')}>
              Save Markdown
            </Button>
            <Button size="small" onPress={() => downloadText(`${fileName}.html`, toHtml(documentOf(postMortem)), 'text/html')}>
              Save page
            </Button>
            <Button size="small" onPress={print}>
              Open page to print
            </Button>
          </div>
        </div>
        <p>
          {found === 0 ? (
            <Mark tone="ok">nothing blames a person</Mark>
          ) : (
            <Mark tone="warn">{found === 1 ? 'one phrase may blame a person' : `${found} phrases may blame a person`}</Mark>
          )}{' '}
          <span className="quiet small">Why did the system allow it? Nobody comes to work to do a bad job.</span>
        </p>
        {problem !== undefined && <Notice tone="warn" role="alert" title={`This could not be saved: ${problem}. Export it to keep it.`} />}
      </header>
      {SECTIONS.slice(0, 4).map(({ id }) => section(id))}
      <section className="card stack" aria-labelledby="why-title">
        <h2 id="why-title">Why it happened</h2>
        <Whys postMortem={postMortem} language={language} change={change} />
        <Factors postMortem={postMortem} language={language} change={change} />
      </section>
      {SECTIONS.slice(4, 7).map(({ id }) => section(id))}
      <Actions postMortem={postMortem} language={language} change={change} />
      {SECTIONS.slice(7).map(({ id }) => section(id))}
    </main>
  );
}
