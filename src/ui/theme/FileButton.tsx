// A button that asks for a JSON file. The same file can be chosen twice in a row.
import { type ReactNode, useRef } from 'react';
import { Button } from './Button.tsx';

/** @param what names the field behind the button */
export function FileButton({
  what,
  isDisabled,
  onFile,
  children,
}: {
  what: string;
  isDisabled: boolean;
  onFile: (file: File) => void;
  children: ReactNode;
}) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onPress={() => picker.current?.click()} isDisabled={isDisabled}>
        {children}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={what}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
    </>
  );
}
