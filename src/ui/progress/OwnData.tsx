// Everything of one's own in this browser: as one file, back from one, or gone; with a way back until the page is left.
import { useState } from 'react';
import { deleteEverything, downloadText, readLearnerFile } from '../../host/client/index.ts';
import { useApp } from '../app/services.ts';
import { Button, FileButton, Modal, Notice } from '../theme/index.ts';

export function OwnData({ onChange }: { onChange: () => void }) {
  const { store, keeper } = useApp();
  const [said, setSaid] = useState<{ tone: 'ok' | 'bad'; title: string; lines: string[] } | undefined>(undefined);
  const [deleting, setDeleting] = useState(false);
  const [undo, setUndo] = useState<(() => Promise<void>) | undefined>(undefined);
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      onChange();
    } catch (error) {
      setSaid({ tone: 'bad', title: 'That did not work', lines: [error instanceof Error ? error.message : String(error)] });
    }
    setBusy(false);
  };
  const exportAll = () =>
    attempt(async () => {
      downloadText(`faultline-${new Date().toISOString().slice(0, 10)}.json`, `${JSON.stringify(await store.exportAll())}\n`);
      setSaid({ tone: 'ok', title: 'Your data is in your downloads', lines: [] });
    });
  const importFile = (file: File) =>
    attempt(async () => {
      const parsed = await readLearnerFile(file);
      if (!parsed.ok) {
        setSaid({ tone: 'bad', title: `${file.name} was not imported`, lines: parsed.problems });
        return;
      }
      const { taken, kept } = await store.importAll(parsed.file);
      const lines = [
        `${taken.drills} drills, ${taken.results} results, ${taken.cards} cards, ${taken.postmortems} post-mortems taken.`,
        ...(kept > 0 ? [`${kept} records were here already, as new or newer, and stay as they are.`] : []),
      ];
      setSaid({ tone: 'ok', title: `${file.name} was imported`, lines });
    });
  const deleteAll = () =>
    attempt(async () => {
      await keeper.close();
      const back = await deleteEverything(store);
      setUndo(() => back);
      setDeleting(false);
      setSaid(undefined);
    });
  const takeBack = () =>
    attempt(async () => {
      await undo?.();
      setUndo(undefined);
      setSaid({ tone: 'ok', title: 'Everything is back', lines: [] });
    });

  return (
    <section className="card stack" aria-labelledby="own-data-title">
      <div>
        <h2 id="own-data-title">Your data</h2>
        <p className="prose quiet">
          Drills, results, cards, post-mortems and drafts are kept in this browser and nowhere else. One file carries them to another
          browser.
        </p>
      </div>
      <div className="row">
        <Button onPress={() => void exportAll()} isDisabled={busy}>
          Export my data
        </Button>
        <FileButton what="File of own data" isDisabled={busy} onFile={(file) => void importFile(file)}>
          Import
        </FileButton>
        <Button kind="quiet" onPress={() => setDeleting(true)} isDisabled={busy}>
          Delete all my data
        </Button>
      </div>
      {undo !== undefined && (
        <Notice tone="warn" title="Everything of yours in this browser is deleted">
          <p>Until you leave or reload this page it can come back.</p>
          <div>
            <Button onPress={() => void takeBack()} isDisabled={busy}>
              Undo
            </Button>
          </div>
        </Notice>
      )}
      {said !== undefined && (
        <Notice tone={said.tone} title={said.title} role={said.tone === 'bad' ? 'alert' : 'status'}>
          {said.lines.length > 0 && (
            <ul className="stack-tight">
              {said.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <Modal title="Delete everything of yours?" role="alertdialog" isOpen={deleting} onClose={() => setDeleting(false)}>
        <p>
          Saved drills, results, cards, post-mortems, half-written texts and choices are removed from this browser. You can undo it until
          you leave the page; after that only an exported file brings it back.
        </p>
        <div className="dialog-actions">
          <Button onPress={() => setDeleting(false)}>Keep it</Button>
          <Button kind="danger" onPress={() => void deleteAll()}>
            Delete everything
          </Button>
        </div>
      </Modal>
    </section>
  );
}
