/** What an organisation is called in rows and in speech. */
export interface Named {
  name: string;
  shortName: string;
}

/**
 * Those of `places` that the words name. Of names that stand within one another (前山, 前山北) the longer counts; a
 * part of the official name of at least two characters counts when it is all that was said.
 */
export function mentions<T extends Named>(said: string, places: readonly T[]): T[] {
  const words = plain(said);
  const named = places.flatMap((place) => {
    const call = callsOf(place).find((name) => words.includes(name));
    return call === undefined ? [] : [{ place, call }];
  });
  const longest = named.filter(({ call }) => !named.some((other) => other.call !== call && other.call.includes(call)));
  if (longest.length > 0) return longest.map(({ place }) => place);
  const part = withoutKind(words);
  return [...part].length < 2 ? [] : places.filter(({ name }) => plain(name).includes(part));
}

/** The official name before the short one, so that the longest is found first. */
function callsOf({ name, shortName }: Named): string[] {
  return [plain(name), withoutKind(plain(name)), plain(shortName)].filter((call) => [...call].length >= 2);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s，。、,.!！?？]/gu, '');
}

/** 香洲区拱北社区卫生服务中心 → 香洲区拱北 */
function withoutKind(name: string): string {
  return name.replace(/(?:社区)?(?:卫生)?(?:服务)?(?:中心|站|医院)$/u, '');
}
