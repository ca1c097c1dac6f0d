// Opens a run file by drop or picker: checks its shape, plays it again in a worker, and shows its debrief.
import { type DragEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { DrillSession, readRunFile } from '../../host/client/index.ts';
import { drillId, useApp } from '../app/services.ts';
import { Button, Notice } from '../theme/index.ts';

export function OpenRun() {
  const app = useApp();
  const [, navigate] = useLocation();
  const [over, setOver] = useState(false);
  const [problems, setProblems] = useState<string[]>([]);
  const picker = useRef<HTMLInputElement>(null);

  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    const parsed = await readRunFile(file);
    if (!parsed.ok) return setProblems(parsed.problems);
    const { run } = parsed;
    const bundle = await app.scenarios.bundle(run.scenario.slug);
    if (bundle === undefined) return setProblems([`The run is of the scenario “${run.scenario.slug}”, which this build does not carry.`]);
    const id = `run-${drillId()}`;
    app.keeper.ensure(`drill/${id}`, (progress) =>
      DrillSession.open({
        worker: app.startWorker(),
        startWorker: app.startWorker,
        store: app.store,
        bundle,
        id,
        seed: run.seed,
        run,
        progress,
      }),
    );
    navigate(`/drill/${id}/debrief`);
  };

  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void open(event.dataTransfer.files[0]);
  };

  return (
    <section
      aria-labelledby="open-run"
      className="open-run"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <div className="row-between">
        <div className="stack-tight">
          <h2 id="open-run">Open a run file</h2>
          <p className="quiet">
            Drop a .run.json here to see somebody’s drill with its debrief. It is played again on this machine and its hashes are checked.
          </p>
        </div>
        <Button onPress={() => picker.current?.click()}>Choose a file</Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="Run file"
          onChange={(event) => void open(event.target.files?.[0])}
        />
      </div>
      {problems.length > 0 && (
        <Notice tone="bad" title="This file cannot be opened" role="alert">
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}
