// How many tests passed, failed and were skipped, from what each tool says.
// Where a tool failed without a failed test (it did not compile, it crashed), that is one failure.

import { relative } from "node:path";
import { root } from "../setup/paths.mjs";

const none = { passed: 0, failed: 0, skipped: 0 };

function atLeastOne(counts, { code }) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** A command that is right or wrong. */
export function check({ code }) {
  return code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
}

/** "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; ...", one line a binary */
export function cargoTest(result) {
  const counts = { ...none };
  for (const line of result.lines) {
    const found = /^test result: .*? (\d+) passed; (\d+) failed; (\d+) ignored/.exec(line);
    if (!found) continue;
    counts.passed += Number(found[1]);
    counts.failed += Number(found[2]);
    counts.skipped += Number(found[3]);
  }
  return atLeastOne(counts, result);
}

/** "Summary [ 0.1s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 0 skipped" */
export function nextest(result) {
  const counts = { ...none };
  const summary = result.lines.findLast((line) => /^\s*Summary \[/.test(line)) ?? "";
  const words = {
    passed: "passed",
    failed: "failed",
    "exec failed": "failed",
    "timed out": "failed",
    skipped: "skipped",
  };
  for (const [, number, word] of summary.matchAll(/(\d+) (passed|failed|exec failed|timed out|skipped)/g)) {
    counts[words[word]] += Number(number);
  }
  return atLeastOne(counts, result);
}

/** "ok address: 835247 inputs in 24 s, ..." or "FAILED ...", one line a target */
export function fuzz(result) {
  const counts = { ...none };
  for (const line of result.lines) {
    if (line.startsWith("ok ")) counts.passed++;
    else if (line.startsWith("FAILED ")) counts.failed++;
  }
  return atLeastOne(counts, result);
}

/** From Vitest's JSON report. A file that cannot be loaded has no failed test in it, but has failed. */
export function vitest(result, report) {
  if (!report) return { ...none, failed: 1 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  const names = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  );
  for (const { name } of brokenFiles) names.push(`${relative(root, name)}: cannot be run`);
  return { ...atLeastOne(counts, result), names };
}
