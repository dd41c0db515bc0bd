import { useEffect, useState } from 'react';

/** How much of the page's width a phone takes beside others, with the gap after it, in CSS pixels. */
const phoneWidth = 366;
/** The strip of people and the margins; from this width on the strip has two columns (page.css). */
const around = (width: number) => (width >= 1380 ? 224 : 146);

/** Whether phones stand side by side, and how many fit. */
export function useWidth(): { wide: boolean; room: number } {
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  const wide = width >= 760;
  return { wide, room: wide ? Math.min(4, Math.max(1, Math.floor((width - around(width)) / phoneWidth))) : 1 };
}
