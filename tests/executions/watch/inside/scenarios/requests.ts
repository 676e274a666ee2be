import { advance, aMoment, ask, inShort, nothing, type Scenarios, type World } from "../world.ts";

/** A person in the loop. */
export const requests: Scenarios = {
  async "asked for values"(world) {
    await world.start(ask("runtime_input", { city: "" }));
    const asked: unknown[] = [];
    const story = await world.watch([advance, nothing, advance], {
      onRuntimeInput: async (request, { execution }) => {
        asked.push([request.type, request.execution_id === world.id, inShort(execution)]);
        await aMoment(30);
        return { city: "Pune" };
      },
    });
    return { ...story, asked, answers: bodies(await answers(world)) };
  },
  async "asked to approve a preview"(world) {
    await world.start(ask("preview", { title: "Draft" }));
    const story = await world.watch([advance, nothing, advance], { onPreview: () => true });
    return { ...story, answers: bodies(await answers(world)) };
  },
  async "asked to approve a preview, with changes"(world) {
    await world.start(ask("preview", { title: "Draft" }));
    const story = await world.watch([advance, nothing, advance], {
      onPreview: ({ preview: { preview_input } }) => ({
        ...preview_input,
        skill: { ...preview_input.skill, input: { title: "Final" } },
      }),
    });
    return { ...story, answers: bodies(await answers(world)) };
  },
  async "asked to decide on an anomaly"(world) {
    await world.start(ask("anomaly_detection"));
    const story = await world.watch([advance, nothing, advance], { onAnomaly: () => true });
    return { ...story, answers: bodies(await answers(world)) };
  },
  async "asked for everything in one run"(world) {
    const asks = ["preview", "anomaly_detection", "runtime_input"].map((type, step) => ({ step, type }));
    await world.start({ steps: 3, asks });
    const asked: string[] = [];
    const noted =
      <T>(value: T) =>
      (request: { type: string }) => {
        asked.push(request.type);
        return value;
      };
    const story = await world.watch([advance, nothing, advance, nothing, advance, nothing, advance], {
      onPreview: noted(true as const),
      onAnomaly: noted(true),
      onRuntimeInput: noted({}),
    });
    return { ...story, asked };
  },
  async "asked while the status says nothing of it"(world) {
    await world.start({ ...ask("preview"), statuses: { input_required: "running" } });
    return world.watch([advance], {
      onPreview: () => {
        // What the answer brings about cannot be seen either.
        const later = setInterval(async () => {
          const [answer] = await world.requests("inbox.updatePreview");
          if (!answer?.status) return;
          clearInterval(later);
          await world.advance();
        }, 20);
        return true;
      },
    });
  },
  async "left open"(world) {
    await world.start(ask("preview"));
    let asked = 0;
    const controller = new AbortController();
    const story = await world.watch([advance], {
      signal: controller.signal,
      onPreview: () => {
        asked++;
        setTimeout(() => controller.abort("not asked again"), 200);
        return undefined;
      },
    });
    return { ...story, asked, answers: await answers(world) };
  },
  async "a handler that throws"(world) {
    await world.start(ask("preview"));
    return world.watch([advance], {
      onPreview: () => {
        throw new Error("nobody is here");
      },
    });
  },
  async "cancelled while a person thinks"(world) {
    await world.start(ask("preview"));
    let told = "nothing";
    const story = await world.watch([advance], {
      onPreview: (_, { signal }) =>
        new Promise((resolve) => {
          void world.wexa.executions.cancel(world.id);
          signal.addEventListener("abort", () => {
            told = "to stop";
            resolve(true);
          });
        }),
    });
    await aMoment(50);
    return { ...story, told, answers: await answers(world) };
  },
  async "answered by somebody else first"(world) {
    await world.start(ask("preview"));
    const errors: unknown[] = [];
    const story = await world.watch([advance, nothing, advance], {
      onPreview: async (request) => {
        await world.wexa.inbox.approvePreview(request, request.preview.preview_input);
        return true;
      },
      onError: ({ code }) => void errors.push(code),
    });
    return { ...story, errors };
  },
  async "an answer whose reply is lost"(world) {
    await world.start(ask("preview"));
    await world.fault({ match: { operation: "inbox.updatePreview" }, status: 502, commit: true });
    const story = await world.watch([advance], { onPreview: () => true });
    return { ...story, answers: (await answers(world)).length };
  },
  async "the requests of an execution, and no other's"(world) {
    await world.start(ask("runtime_input"));
    const other = world.id;
    await world.start(ask("runtime_input"));
    await world.advance();
    const { executions, inbox } = world.wexa;
    const [request] = await executions.listPending(world.id);
    const before = await executions.listPending(other);
    if (request?.type !== "runtime_input") return request;
    await inbox.saveRuntimeInput(request, { city: "Pune" });
    const draft = (await executions.listPending(world.id)).length;
    await inbox.submitRuntimeInput(request, { city: "Pune" });
    return {
      own: request.execution_id === world.id,
      others: before.map(({ execution_id }) => execution_id === other),
      draft,
      after: (await executions.listPending(world.id)).length,
      status: (await executions.get(world.id)).status,
    };
  },
};

/** What has been answered, by operation. */
async function answers(world: World): Promise<unknown[]> {
  const requests = await world.requests();
  return requests
    .filter(({ operation }) => operation?.startsWith("inbox.update"))
    .map(({ operation, body, status }) => ({ operation, body, status }));
}

/** Answers without what differs from run to run. */
function bodies(answers: unknown[]): unknown {
  return JSON.parse(JSON.stringify(answers, (name, value) => (name === "agent_id" ? "an agent" : value)));
}
