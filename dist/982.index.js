export const id = 982;
export const ids = [982];
export const modules = {

/***/ 7982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createAgentService: () => (/* binding */ createAgentService)
});

// EXTERNAL MODULE: ./node_modules/@anthropic-ai/sdk/client.mjs + 226 modules
var sdk_client = __webpack_require__(7766);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
;// CONCATENATED MODULE: ./lib/src/adapters/managed-agents/answerSchemas.js

/**
 * What the gate reads of the service's answers. Fields that it does not use are let pass; `tools` and
 * `mcp_servers` must be there, for an agent without them is run without asking.
 */
const agentAnswer = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().min(1),
    version: schemas/* int */.Whr().min(1),
    name: schemas/* string */.YjP(),
    model: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }).catchall(schemas/* json */.Pq9()),
    system: schemas/* string */.YjP().nullish(),
    description: schemas/* string */.YjP().nullish(),
    tools: schemas/* array */.YOg(schemas/* json */.Pq9()),
    mcp_servers: schemas/* array */.YOg(schemas/* json */.Pq9()),
    skills: schemas/* array */.YOg(schemas/* json */.Pq9()).nullish(),
    multiagent: schemas/* json */.Pq9().nullish(),
    execution_identity: schemas/* json */.Pq9().nullish(),
    metadata: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).nullish(),
    created_at: schemas/* string */.YjP(),
    updated_at: schemas/* string */.YjP(),
    archived_at: schemas/* string */.YjP().nullish(),
});
const versionPageAnswer = schemas/* object */.Ikc({
    data: schemas/* array */.YOg(agentAnswer),
    next_page: schemas/* string */.YjP().nullish(),
});
const environmentAnswer = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().min(1),
    name: schemas/* string */.YjP(),
    archived_at: schemas/* string */.YjP().nullish(),
});
const createdSessionAnswer = schemas/* object */.Ikc({ id: schemas/* string */.YjP().min(1) });
/** A session with something laid over its version says what it runs: nobody may take that on trust. */
const overriddenSessionAnswer = createdSessionAnswer.extend({
    agent: schemas/* object */.Ikc({
        model: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }),
        system: schemas/* string */.YjP().nullish(),
        tools: schemas/* array */.YOg(schemas/* unknown */.L5J()),
        mcp_servers: schemas/* array */.YOg(schemas/* unknown */.L5J()),
        skills: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullish(),
    }),
});
const time = schemas/* string */.YjP().transform((text, context) => {
    const ms = Date.parse(text);
    if (!Number.isNaN(ms))
        return ms;
    context.addIssue({ code: 'custom', message: 'expected a time' });
    return core/* NEVER */.tm;
});
const sessionPageAnswer = schemas/* object */.Ikc({
    data: schemas/* array */.YOg(schemas/* object */.Ikc({
        id: schemas/* string */.YjP().min(1),
        status: schemas/* enum */.k5n(['idle', 'running', 'rescheduling', 'terminated']),
        metadata: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).nullish(),
        created_at: time,
    })),
    next_page: schemas/* string */.YjP().nullish(),
});

// EXTERNAL MODULE: ./lib/src/domain/serviceError.js
var serviceError = __webpack_require__(1128);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(7428);
;// CONCATENATED MODULE: ./lib/src/adapters/managed-agents/parseAnswer.js


/**
 * The answer in the schema's shape. Throws a `ServiceError` of kind `invalid` with status 200 when it is in
 * another: the request took effect, and sending it again would bring the same.
 */
function parseAnswer(schema, answer, what) {
    const result = schema.safeParse(answer);
    if (result.success)
        return result.data;
    throw new serviceError/* ServiceError */._('Managed Agents', 'invalid', `Managed Agents sent ${what} that cannot be read: ${errors/* prettifyError */.S1(result.error).replaceAll('\n', ' ')}`, { status: 200 });
}

;// CONCATENATED MODULE: ./lib/src/adapters/managed-agents/checkOverrides.js



/**
 * Makes sure that a session runs what was laid over its version. A service that passed it over would have the version
 * evaluated in place of the draft, and the draft called good. What the service may fill in is not compared.
 * Throws a `ServiceError` of kind `invalid` with status 200: the session is there, and another one would be the same.
 */
function checkOverrides(overrides, answer) {
    const { agent } = parseAnswer(overriddenSessionAnswer, answer, 'a session');
    const lost = listLost(overrides, agent);
    if (lost.length === 0)
        return;
    throw new serviceError/* ServiceError */._('Managed Agents', 'invalid', `Managed Agents made a session that does not run what was laid over its version (${lost.join(', ')}).`, { status: 200 });
}
function listLost({ model, system, tools, mcpServers, skills }, agent) {
    const isOther = (asked, given) => asked !== undefined && asked.length !== given.length;
    return [
        ...(model !== undefined && model.id !== agent.model.id ? ['the model'] : []),
        ...(system !== undefined && system !== (agent.system ?? '') ? ['the system prompt'] : []),
        ...(isOther(tools, agent.tools) ? ['the tools'] : []),
        ...(isOther(mcpServers, agent.mcp_servers) ? ['the MCP servers'] : []),
        ...(isOther(skills, agent.skills ?? []) ? ['the skills'] : []),
    ];
}

;// CONCATENATED MODULE: ./lib/src/adapters/managed-agents/parseSessionEvent.js


const tokens = schemas/* int */.Whr()
    .min(0)
    .nullish()
    .transform((count) => count ?? 0);
/** What every event has. Previews (`event_delta` and the like) have no id; they are never asked for. */
const stamp = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().min(1),
    type: schemas/* string */.YjP(),
    processed_at: schemas/* string */.YjP().nullish(),
});
const message = schemas/* object */.Ikc({
    content: schemas/* array */.YOg(schemas/* looseObject */._H3({ type: schemas/* string */.YjP(), text: schemas/* string */.YjP().optional() })),
});
const modelRequestEnd = schemas/* object */.Ikc({
    model_usage: schemas/* object */.Ikc({
        input_tokens: tokens,
        output_tokens: tokens,
        cache_read_input_tokens: tokens,
        cache_creation_input_tokens: tokens,
    })
        .nullish(),
});
const usage = schemas/* object */.Ikc({ usage: schemas/* object */.Ikc({ active_seconds: schemas/* number */.aig().min(0).nullish() }).nullish() });
const error = schemas/* object */.Ikc({
    error: schemas/* object */.Ikc({
        type: schemas/* string */.YjP(),
        message: schemas/* string */.YjP().nullish(),
        retry_status: schemas/* object */.Ikc({ type: schemas/* string */.YjP() }).nullish(),
    }),
});
const idle = schemas/* object */.Ikc({
    stop_reason: schemas/* object */.Ikc({ type: schemas/* string */.YjP() }).nullish(),
    stop_details: schemas/* object */.Ikc({ category: schemas/* string */.YjP().nullish(), explanation: schemas/* string */.YjP().nullish() }).nullish(),
});
/**
 * One event of a stream or a history, reduced to what a trial depends on. Types without a meaning here are
 * `other`. Throws a `ServiceError` when an event that matters cannot be read: guessing would be grading.
 */
function parseSessionEvent(raw) {
    const { id, type, processed_at } = parseAnswer(stamp, raw, 'an event');
    const processedAt = processed_at == null ? Number.NaN : Date.parse(processed_at);
    const stamped = { id, processedAt: Number.isNaN(processedAt) ? undefined : processedAt };
    const read = (schema) => parseAnswer(schema, raw, `a ${type} event`);
    switch (type) {
        case 'session.status_running':
            return { ...stamped, kind: 'running' };
        case 'span.model_request_start':
            return { ...stamped, kind: 'model-request-start' };
        case 'span.model_request_end': {
            const counts = read(modelRequestEnd).model_usage;
            return {
                ...stamped,
                kind: 'model-request-end',
                usage: {
                    inputTokens: counts?.input_tokens ?? 0,
                    outputTokens: counts?.output_tokens ?? 0,
                    cacheReadTokens: counts?.cache_read_input_tokens ?? 0,
                    cacheCreationTokens: counts?.cache_creation_input_tokens ?? 0,
                },
            };
        }
        case 'agent.message': {
            const texts = read(message).content.flatMap((block) => block.type === 'text' ? [block.text ?? ''] : []);
            return { ...stamped, kind: 'message', text: texts.join('') };
        }
        case 'session.usage':
            return { ...stamped, kind: 'usage', activeSeconds: read(usage).usage?.active_seconds ?? undefined };
        case 'session.error': {
            const { error: cause } = read(error);
            return {
                ...stamped,
                kind: 'error',
                errorType: cause.type,
                message: cause.message ?? '',
                retry: cause.retry_status?.type ?? 'unknown',
            };
        }
        case 'session.status_rescheduled':
            return { ...stamped, kind: 'rescheduled' };
        case 'session.status_idle': {
            const { stop_reason, stop_details } = read(idle);
            const detail = stop_details?.explanation ?? stop_details?.category;
            const end = { ...stamped, kind: 'idle', stopReason: stop_reason?.type ?? 'unknown' };
            return detail == null ? end : { ...end, detail };
        }
        case 'session.status_terminated':
            return { ...stamped, kind: 'terminated' };
        case 'session.deleted':
            return { ...stamped, kind: 'deleted' };
        default:
            return { ...stamped, kind: 'other', type };
    }
}

// EXTERNAL MODULE: ./node_modules/@anthropic-ai/sdk/core/error.mjs
var core_error = __webpack_require__(5064);
// EXTERNAL MODULE: ./lib/src/domain/shorten.js
var shorten = __webpack_require__(7826);
;// CONCATENATED MODULE: ./lib/src/adapters/managed-agents/toServiceError.js



/** A proxy may answer with a whole page. */
const LONGEST_MESSAGE = 500;
/** Anything that the SDK or the connection throws, in the core's words. */
function toServiceError(error, keySource) {
    if (error instanceof serviceError/* ServiceError */._)
        return error;
    if (error instanceof core_error/* APIUserAbortError */.cH)
        return unavailable('The request was given up.', error);
    if (error instanceof core_error/* APIConnectionTimeoutError */.qA)
        return unavailable('Managed Agents did not answer in time.', error);
    if (readField(error, 'name') === 'SyntaxError')
        return unavailable('Managed Agents sent an answer that is no JSON.', error);
    if (!(error instanceof core_error/* APIError */.LG) || error.status === undefined)
        return unavailable(`The connection to Managed Agents failed: ${describeCause(error)}.`, error);
    const status = error.status;
    const retryAfterMs = status === 429 ? readRetryAfter(error.headers) : undefined;
    return new serviceError/* ServiceError */._('Managed Agents', kindOf(status, retryAfterMs), (0,shorten/* shorten */.m)(error.apiMessage ?? error.message, LONGEST_MESSAGE), {
        ...{ status, keySource, cause: error },
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(error.requestID == null ? {} : { requestId: error.requestID }),
    });
}
function kindOf(status, retryAfterMs) {
    if (status === 401)
        return 'unauthorized';
    if (status === 403)
        return 'forbidden';
    if (status === 404)
        return 'not-found';
    if (status === 409)
        return 'conflict';
    if (status === 429)
        return retryAfterMs === undefined ? 'spend-limit' : 'rate-limited';
    return status === 408 || status >= 500 ? 'unavailable' : 'invalid';
}
/** Milliseconds to wait, from `retry-after-ms` or `retry-after` (seconds or a date); undefined without either. */
function readRetryAfter(headers) {
    const ms = parseNumber(headers?.get('retry-after-ms'));
    if (ms !== undefined)
        return ms;
    const after = headers?.get('retry-after');
    const seconds = parseNumber(after);
    if (seconds !== undefined)
        return seconds * 1000;
    const date = Date.parse(after ?? '');
    return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
function parseNumber(text) {
    return text != null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
/** The innermost cause says what happened (`ECONNREFUSED …`); what is around it says "fetch failed". */
function describeCause(error) {
    const cause = readField(error, 'cause');
    if (typeof cause === 'object' && cause !== null)
        return describeCause(cause);
    const texts = [readField(error, 'message'), readField(error, 'code'), String(error)];
    return String(texts.find((text) => typeof text === 'string' && text !== '')).replace(/\.$/, '');
}
/** Node's own errors may come from another realm, where `instanceof Error` does not hold. */
function readField(error, field) {
    return typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
}
function unavailable(message, cause) {
    return new serviceError/* ServiceError */._('Managed Agents', 'unavailable', message, { cause });
}

;// CONCATENATED MODULE: ./lib/src/adapters/managed-agents/createAgentService.js






/** For a whole answer, its body included; creating a session may have to start a container first. */
const TIMEOUT_MS = 60_000;
/** The most that the service puts on a page: of events, and of everything else. */
const EVENTS_A_PAGE = 1000;
const ITEMS_A_PAGE = 100;
const BETA = 'managed-agents-2026-04-01';
/**
 * Managed Agents through Anthropic's SDK. The SDK's retries are off (evaluate/ retries with the whole run in
 * view, and a create that is retried behind its back can leave a second session), and so is its log, which
 * would print requests. Node's fetch opens as many connections as there are requests at once, so any number
 * of streams can be open.
 */
function createAgentService(options) {
    const client = new sdk_client/* Anthropic */.N({
        apiKey: options.apiKey,
        maxRetries: 0,
        timeout: TIMEOUT_MS,
        logLevel: 'off',
        ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
        ...(options.userAgent === undefined ? {} : { defaultHeaders: { 'User-Agent': options.userAgent } }),
    });
    const { sessions, agents, environments } = client.beta;
    const toError = (error) => toServiceError(error, options.keySource ?? 'workflow');
    const send = (request, signal) => sendBounded(request, signal, toError);
    // What comes from a file goes out as it is: the SDK's methods take some keys for settings of their own, and their
    // types know no key that is newer than they are.
    const post = (path, body, to) => client.post(path, { body, headers: { 'anthropic-beta': BETA }, ...to });
    return {
        agent: async (id, signal) => toAgent(await send((to) => agents.retrieve(id, {}, to), signal)),
        agentVersion: async (id, version, signal) => toAgent(await send((to) => agents.retrieve(id, { version }, to), signal)),
        versions: async (id, page, signal) => {
            const params = { limit: ITEMS_A_PAGE, ...(page === undefined ? {} : { page }) };
            const { data, next_page } = await send(async (to) => {
                const list = await agents.versions.list(id, params, to);
                return parseAnswer(versionPageAnswer, { data: list.data, next_page: list.next_page }, 'versions');
            }, signal);
            return { next: next_page || undefined, versions: data.map(describeAgent) };
        },
        createAgent: async (params, signal) => toAgent(await send((to) => post('/v1/agents', params, to), signal)),
        updateAgent: async (id, expected, params, signal) => {
            const path = `/v1/agents/${encodeURIComponent(id)}`;
            return toAgent(await send((to) => post(path, { ...params, version: expected }, to), signal));
        },
        environment: async (id, signal) => toEnvironment(await send((to) => environments.retrieve(id, {}, to), signal)),
        async *environments(signal) {
            try {
                const options = signal === undefined ? {} : { signal };
                for await (const environment of environments.list({ limit: ITEMS_A_PAGE }, options))
                    yield toEnvironment(environment);
            }
            catch (error) {
                throw toError(error);
            }
        },
        createEnvironment: async (name, signal) => {
            const networking = { type: 'limited', allowed_hosts: [] };
            const params = { name, config: { type: 'cloud', networking } };
            return toEnvironment(await send((to) => environments.create(params, to), signal));
        },
        createSession: async (request, signal) => {
            const params = {
                agent: selectAgent(request),
                environment_id: request.environment,
                title: request.title,
                metadata: { ...request.metadata },
                initial_events: [
                    {
                        type: 'user.message',
                        content: [{ type: 'text', text: request.message }],
                    },
                ],
            };
            const answer = await send((to) => post('/v1/sessions', params, to), signal);
            if (request.overrides !== undefined)
                checkOverrides(request.overrides, answer);
            return { id: parseAnswer(createdSessionAnswer, answer, 'a session').id };
        },
        stream: async (session, signal) => {
            try {
                // The SDK's timeout ends with the headers, so it does not bound the stream itself.
                return readEvents(await sessions.events.stream(session, {}, { signal }), toError);
            }
            catch (error) {
                throw toError(error);
            }
        },
        events: (session, signal) => send(async (to) => {
            const events = [];
            for await (const event of sessions.events.list(session, { limit: EVENTS_A_PAGE }, to))
                events.push(parseSessionEvent(event));
            return events;
        }, signal),
        interrupt: async (session, signal) => {
            const events = [{ type: 'user.interrupt' }];
            await send((to) => sessions.events.send(session, { events }, to), signal);
        },
        archive: async (session, signal) => {
            await send((to) => sessions.archive(session, {}, to), signal);
        },
        sessions: async (query, signal) => {
            const params = {
                agent_id: query.agent,
                'created_at[gte]': new Date(query.createdFrom).toISOString(),
                'created_at[lt]': new Date(query.createdBefore).toISOString(),
                statuses: [...query.statuses],
                order: 'desc',
                limit: ITEMS_A_PAGE,
                ...(query.page === undefined ? {} : { page: query.page }),
            };
            const { data, next_page } = await send(async (to) => {
                const page = await sessions.list(params, to);
                return parseAnswer(sessionPageAnswer, { data: page.data, next_page: page.next_page }, 'sessions');
            }, signal);
            return {
                next: next_page || undefined,
                sessions: data.map(({ id, status, metadata, created_at: createdAt }) => ({
                    id,
                    status,
                    createdAt,
                    metadata: metadata ?? {},
                })),
            };
        },
    };
}
function selectAgent({ agent: id, version, overrides }) {
    if (overrides === undefined)
        return { type: 'agent', id, version };
    const { mcpServers, system, ...others } = overrides;
    return {
        ...{ type: 'agent_with_overrides', id, version, ...others },
        // Null is how the service spells "no system prompt" here.
        ...(system === undefined ? {} : { system: system === '' ? null : system }),
        ...(mcpServers === undefined ? {} : { mcp_servers: mcpServers }),
    };
}
/**
 * Sends one request with a bound on the whole answer: the SDK's own timeout ends with the headers. Throws a
 * `ServiceError` and nothing else.
 */
async function sendBounded(request, signal, toError) {
    const controller = new AbortController();
    const abort = () => controller.abort();
    if (signal?.aborted)
        abort();
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(abort, TIMEOUT_MS);
    try {
        return await request({ signal: controller.signal });
    }
    catch (error) {
        const isLate = controller.signal.aborted && signal?.aborted !== true;
        throw toError(isLate ? new sdk_client/* Anthropic */.N.APIConnectionTimeoutError() : error);
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
    }
}
async function* readEvents(stream, toError) {
    try {
        for await (const event of stream)
            yield parseSessionEvent(event);
    }
    catch (error) {
        throw toError(error);
    }
}
function toAgent(answer) {
    return describeAgent(parseAnswer(agentAnswer, answer, 'an agent'));
}
function describeAgent(agent) {
    return {
        agent: agent.id,
        version: agent.version,
        name: agent.name,
        model: agent.model,
        system: agent.system ?? '',
        description: agent.description ?? '',
        tools: agent.tools,
        mcpServers: agent.mcp_servers,
        skills: agent.skills ?? [],
        multiagent: agent.multiagent ?? null,
        metadata: agent.metadata ?? {},
        executionIdentity: agent.execution_identity ?? null,
        createdAt: agent.created_at,
        updatedAt: agent.updated_at,
        archivedAt: agent.archived_at ?? null,
    };
}
function toEnvironment(answer) {
    const { id, name, archived_at } = parseAnswer(environmentAnswer, answer, 'an environment');
    return { id, name, archivedAt: archived_at ?? null };
}


/***/ })

};
