// The head of the pages around a drill: where one is, and the way to the others.
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { dueCount } from '../practice/due.ts';
import { useApp } from './services.ts';
import './site-head.css';
import { ThemeButton } from './ThemeButton.tsx';

const PAGES = [
  { id: 'library', href: '/', title: 'Library' },
  { id: 'practice', href: '/practice', title: 'Daily review' },
  { id: 'progress', href: '/progress', title: 'Progress' },
] as const;

export function SiteHead({ here, title, children }: { here: (typeof PAGES)[number]['id']; title: string; children?: ReactNode }) {
  const { store } = useApp();
  const [due, setDue] = useState(0);
  useEffect(() => {
    let gone = false;
    store.cards().then(
      (cards) => !gone && setDue(dueCount(cards, Date.now())),
      () => undefined, // The review itself says that its cards cannot be read.
    );
    return () => {
      gone = true;
    };
  }, [store]);
  return (
    <header className="stack">
      <div className="row-between">
        <nav aria-label="Faultline" className="site-nav">
          {PAGES.map((page) => (
            <Link key={page.id} href={page.href} aria-current={page.id === here ? 'page' : undefined}>
              {page.title}
              {page.id === 'practice' && here !== 'practice' && due > 0 && (
                <span className="site-due">
                  {due} <span className="visually-hidden">cards </span>due
                </span>
              )}
            </Link>
          ))}
        </nav>
        <ThemeButton />
      </div>
      <h1>{title}</h1>
      {children}
    </header>
  );
}
