import { useEffect, useState } from 'react';
import { programTime, useStore } from './store.ts';

/** The program's time, fresh every few seconds and whenever it was moved. */
export function useNow(): Date {
  const [now, setNow] = useState(programTime);
  const moving = useStore((state) => state.moving);
  const caused = useStore((state) => state.caused);
  useEffect(() => {
    const tick = () => setNow(programTime());
    tick();
    const timer = setInterval(tick, 2_000);
    return () => clearInterval(timer);
  }, [moving, caused]);
  return now;
}
