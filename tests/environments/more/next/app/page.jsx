"use client";
import { useEffect, useRef, useState } from "react";
import { start } from "../src/start.js";

/** A client component: it is rendered on the server too, where nothing is started. */
export default function Page() {
  const [line, setLine] = useState();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const given = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    start(given).then(setLine, (error) => setLine(`failed: ${error}`));
  }, []);
  return line && <output>{line}</output>;
}
