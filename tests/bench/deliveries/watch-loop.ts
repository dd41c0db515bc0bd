import { cpuSeconds } from '../serve.ts';

/** A time in which the event loop did not come round, milliseconds. */
export interface Gap {
  lasted: number;
  /** What the process computed in it. The rest it waited: for the disk, or for a core that others had. */
  computed: number;
}

/** Beats every millisecond and keeps the longest gap between two beats. */
export function watchLoop(): { stop(): { longest: Gap } } {
  let longest: Gap = { lasted: 0, computed: 0 };
  let at = performance.now();
  let used = cpuSeconds();
  const beat = () => {
    const [now, usedNow] = [performance.now(), cpuSeconds()];
    if (now - at > longest.lasted) longest = { lasted: now - at, computed: (usedNow - used) * 1_000 };
    [at, used] = [now, usedNow];
  };
  const timer = setInterval(beat, 1);
  return {
    stop() {
      clearInterval(timer);
      beat();
      return { longest };
    },
  };
}
