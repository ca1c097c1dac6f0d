// The width an element has on the page, so that a drawing keeps its text at reading size.
import { type RefObject, useEffect, useRef, useState } from 'react';

export function useWidth(initial = 640): [RefObject<HTMLDivElement | null>, number] {
  const host = useRef<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [host, width];
}
