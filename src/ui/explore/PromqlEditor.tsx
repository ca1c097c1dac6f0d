// An editor for PromQL: completion from what is scraped, mistakes underlined where our own parser finds them.
// Enter and Ctrl or Cmd with Enter run the query, Shift with Enter begins a line; Tab leaves the editor.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from '@codemirror/autocomplete';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, forceLinting, linter } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { EditorView, minimalSetup } from 'codemirror';
import { useEffect, useMemo, useRef } from 'react';
import { useSession } from '../app/session-context.tsx';
import { Catalogue } from './catalogue.ts';
import './editor.css';

export interface EditorProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  onRun: (text: string) => void;
  /** An error that only evaluation found, and in which text. */
  failed: { text: string; message: string; place: { from: number; to: number } | undefined } | undefined;
}

const LINT_DELAY_MS = 350;
const TEXT_MAX = 2_000;

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--change)' },
  { tag: [tags.function(tags.variableName), tags.operatorKeyword], color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: tags.number, color: 'var(--warn)' },
  { tag: tags.labelName, color: 'var(--series-4)' },
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
]);

const readHelp = async (): Promise<Readonly<Record<string, string>>> => (await import('../../interchange/index.ts')).METRIC_HELP;

export default function PromqlEditor(props: EditorProps) {
  const { label, value, failed } = props;
  const session = useSession();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const catalogue = useMemo(() => new Catalogue(() => session.series(), readHelp), [session]);

  useEffect(() => {
    if (host.current === null) return;
    const promql = new PromQLExtension().setComplete({ remote: catalogue }).activateLinter(false);
    const check = async (editor: EditorView): Promise<Diagnostic[]> => {
      const text = editor.state.doc.toString();
      if (text.trim() === '') return [];
      const problems = await session.checkQuery('promql', text).catch(() => []);
      if (problems.length > 0) return problems.map(({ from, to, message, hint }) => diagnostic(text, from, to, message, hint));
      const known = latest.current.failed;
      if (known?.place === undefined || known.text !== text) return [];
      return [diagnostic(text, known.place.from, known.place.to, known.message, undefined)];
    };
    const run = (editor: EditorView): boolean => {
      latest.current.onRun(editor.state.doc.toString());
      return true;
    };
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          Prec.highest(
            keymap.of([
              { key: 'Mod-Enter', run },
              { key: 'Enter', run: (target) => completionStatus(target.state) !== 'active' && run(target) },
            ]),
          ),
          minimalSetup,
          EditorView.lineWrapping,
          EditorState.changeFilter.of((change) => change.newDoc.length <= TEXT_MAX),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ icons: false }),
          keymap.of([...closeBracketsKeymap, ...completionKeymap]),
          syntaxHighlighting(colours),
          promql.asExtension(),
          linter(check, { delay: LINT_DELAY_MS }),
          placeholder('sum by (service) (rate(http_server_requests_total[1m]))'),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      promql.destroy();
      editor.destroy();
      view.current = undefined;
    };
  }, [catalogue, session, label]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, selection: { anchor: value.length } });
  }, [value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the evaluation found is underlined as soon as it is known
  useEffect(() => {
    if (view.current !== undefined) forceLinting(view.current);
  }, [failed]);

  return <div ref={host} className="promql-editor" />;
}

/** Within the text and at least one character wide, so that there is something to underline. */
function diagnostic(text: string, from: number, to: number, message: string, hint: string | undefined): Diagnostic {
  const end = Math.min(text.length, Math.max(to, from + 1));
  const start = Math.max(0, Math.min(from, end - 1));
  return { from: start, to: end, severity: 'error', message: hint === undefined ? message : `${message}. ${hint}` };
}
