// What outlives a reload. Browsers may refuse to keep anything: then nothing is kept, and the page works.

/** What was kept under a name. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`wexa-console.${name}`);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`wexa-console.${name}`, value);
  } catch {
    // As said above.
  }
}
