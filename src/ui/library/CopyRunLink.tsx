// Copies a link that holds this run. A run too large for a link is offered as a file instead.
import { useState } from 'react';
import { type DrillSession, packRun } from '../../host/client/index.ts';
import { Button } from '../theme/index.ts';

export function CopyRunLink({ session }: { session: DrillSession }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      const packed = await packRun(await session.exportRun());
      if (packed === undefined) return setSaid('This run is too long for a link: send the run file.');
      await navigator.clipboard.writeText(`${location.href.split('#')[0]}#/run/${packed}`);
      setSaid(`Link copied, ${Math.ceil(packed.length / 1000)} thousand characters.`);
    } catch {
      setSaid('The browser did not allow to copy: send the run file.');
    }
  };
  return (
    <>
      <Button onPress={() => void copy()}>Copy link</Button>
      <span className="small quiet" role="status">
        {said}
      </span>
    </>
  );
}
