/**
 * The page's policy lets in only style elements that carry its nonce. Ant Design gives it to its own; what it builds on
 * makes a few without (to measure the scroll bar, to hold the page still behind a dialog): they get it here.
 * @returns the nonce
 */
export function giveStylesNonce(): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
  const create: (name: string, options?: ElementCreationOptions) => HTMLElement = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  };
  return nonce;
}
