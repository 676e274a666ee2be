// Runs one suite: shows what is worth seeing, counts, and takes the time.
import { run, tail } from "../setup/run.mjs";

const limitMinutes = 45;
const shownOnFailure = 120;

/** @param {import("./suites.mjs").Suite} suite */
export async function runSuite(suite, env) {
  const { name, command, hide, count, before, mayBeEmpty, skip } = suite;
  console.log(`\n# ${name}${skip ? `: skipped, ${skip}` : ""}`);
  if (skip) return { name, passed: 0, failed: 0, skipped: 1, seconds: 0 };

  const start = performance.now();
  before?.();
  const onLine = hide && ((line) => hide.test(line) || console.log(`  ${line}`));
  const result = await run(command, { env, onLine, seconds: limitMinutes * 60 });
  const seconds = (performance.now() - start) / 1000;
  const counts = count(result);

  if (counts.failed > 0 && !hide)
    for (const line of tail(result.lines, shownOnFailure)) console.log(`  ${line}`);
  if (result.timedOut) console.log(`  ended after ${limitMinutes} minutes`);
  if (counts.failed > 0) console.log(`  failed: ${command.join(" ")} (exit code ${result.code})`);
  else if (counts.passed === 0 && !mayBeEmpty) {
    console.log("  no test was run");
    counts.failed = 1;
  }
  console.log(`  ${sentence(counts)} in ${seconds.toFixed(1)} s`);
  return { name, ...counts, seconds };
}

export const sentence = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
