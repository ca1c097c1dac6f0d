// Nothing here, and the way back.
import { Link } from 'wouter';

export function NotFound({ title, children }: { title: string; children?: string }) {
  return (
    <main className="page">
      <h1>{title}</h1>
      {children !== undefined && <p>{children}</p>}
      <p>
        <Link href="/">To the library of drills</Link>
      </p>
    </main>
  );
}
