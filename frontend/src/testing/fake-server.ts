/** A server in memory that answers as the API does: sessions, versions, one roadmap a person, ratings. */
import type { ItemStatus } from "@/types/model";

interface Item {
  id: string;
  skill: { slug: string; title: string };
  level: number;
  status: ItemStatus;
  hoursSpent: number | null;
  isReadyNow: boolean;
}

const json = (status: number, body: unknown, etag?: string) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...(etag ? { etag } : {}) },
  });

export const refusal = (status: number, slug: string) =>
  json(status, { type: `/problems/${slug}`, title: slug, status, detail: `About ${slug}.` });

const PROGRESS = { done: 0, total: 3, hoursDone: 0, hoursTotal: 9 };

export class FakeServer {
  /** Whose session the cookie is; null when it has ended. */
  session: string | null = "ada";
  isOnline = true;
  /** Answers every request that changes something with this status. */
  failing: number | null = null;
  /** The next change is made, and its answer is lost on the way. */
  losesAnswer = false;
  /** Every change that was made, in order. */
  readonly made: string[] = [];
  private readonly created = new Map<string, string>();
  readonly owner = "ada";
  version = 1;
  status = "active";
  ratingsVersion = 1;
  ratings: Record<string, number> = {};
  /** The confidences of the ratings that a placement wrote. */
  placed: Record<string, number> = {};
  readonly skills = new Set(["git", "sql", "css", "html"]);
  former: { slug: string; change: string; to: string[] }[] = [];
  readonly items: Item[] = ["git", "sql", "css"].map((slug) => ({
    id: `${slug}:1`,
    skill: { slug, title: slug.toUpperCase() },
    level: 1,
    status: "todo",
    hoursSpent: null,
    isReadyNow: true,
  }));

  /** A change made in another window or on another device. */
  tickElsewhere(id: string, status: ItemStatus): void {
    Object.assign(this.item(id) ?? {}, { status });
    this.version += 1;
  }

  rateElsewhere(ratings: Record<string, number>): void {
    this.ratings = { ...this.ratings, ...ratings };
    for (const slug of Object.keys(ratings)) delete this.placed[slug];
    this.ratingsVersion += 1;
  }

  statuses = () => this.items.map(({ status }) => status);

  fetch = async (input: Request | string): Promise<Response> => {
    await Promise.resolve();
    if (!this.isOnline) throw new TypeError("Failed to fetch");
    const request = typeof input === "string" ? null : input;
    const path = new URL(request?.url ?? String(input), "http://localhost:8000").pathname.replace("/api/v1", "");
    if (path === "/knowledge") return json(200, { formerSlugs: { skills: this.former, roles: [] }, counts: {} });
    if (path.startsWith("/skills/")) return this.skill(path);
    if (this.session === null) return refusal(401, "not-authenticated");
    if (path === "/me") return json(200, { id: this.session, email: "", displayName: this.session, createdAt: "" });
    const isCreation = request?.method === "POST";
    const isChange = request?.method === "PATCH" || isCreation;
    if (isChange && this.failing) return refusal(this.failing, "unexpected");
    const answer = isCreation
      ? await this.create(path, request)
      : path === "/me/ratings"
        ? await this.profile(request)
        : await this.roadmap(path, request);
    if (isChange && answer.ok && this.losesAnswer) {
      this.losesAnswer = false;
      throw new TypeError("Failed to fetch");
    }
    return answer;
  };

  /** Creates once for each key; what was created under a key is answered again. */
  private async create(path: string, request: Request): Promise<Response> {
    const body = await request.text();
    const key = `${this.session} ${request.headers.get("idempotency-key")}`;
    const id = this.created.get(key) ?? `made-${this.created.size + 1}`;
    if (!this.created.has(key)) this.made.push(`${path} ${body}`);
    this.created.set(key, id);
    return json(201, { id }, '"1"');
  }

  private item = (id: string) => this.items.find((one) => one.id === id);

  private skill(path: string): Response {
    const slug = path.split("/").pop() ?? "";
    return this.skills.has(slug)
      ? json(200, { slug, title: slug.toUpperCase(), levels: [] })
      : refusal(404, "skill-not-found");
  }

  private async roadmap(path: string, request: Request | null): Promise<Response> {
    if (!path.startsWith("/roadmaps/r") || this.session !== this.owner) return refusal(404, "not-found");
    const tag = () => `"${this.version}"`;
    const body = { id: "r", status: this.status, version: this.version, progress: PROGRESS };
    if (request?.method !== "PATCH") return json(200, { ...body, result: { items: this.items } }, tag());
    if (this.status !== "active") return refusal(409, "roadmap-archived");
    if (request.headers.get("if-match") !== tag()) return refusal(412, "stale-version");
    const item = this.item(decodeURIComponent(path.split("/").pop() ?? ""));
    if (!item) return refusal(404, "not-found");
    const change = (await request.json()) as Partial<Item>;
    Object.assign(item, change);
    this.version += 1;
    this.made.push([item.id, item.status, ...(change.hoursSpent === undefined ? [] : [change.hoursSpent])].join(" "));
    return json(200, { item, roadmap: { ...body, version: this.version }, readyNow: [] }, tag());
  }

  private async profile(request: Request | null): Promise<Response> {
    const tag = () => `"${this.session}-${this.ratingsVersion}"`;
    if (request?.method === "PATCH") {
      if (request.headers.get("if-match") !== tag()) return refusal(412, "stale-version");
      const { ratings, placed } = (await request.json()) as Pick<FakeServer, "ratings" | "placed">;
      if (Object.keys(ratings).some((slug) => !this.skills.has(slug))) return refusal(422, "unknown-skill");
      this.rateElsewhere(ratings);
      Object.assign(this.placed, placed);
      this.made.push(...Object.entries(ratings).map(([slug, level]) => `${slug} = ${level}`));
    }
    const items = Object.entries(this.ratings).map(([slug, level]) => ({
      skill: { slug, title: slug },
      level,
      source: slug in this.placed ? "placement" : "self",
      confidence: this.placed[slug] ?? 1,
      isCounted: true,
    }));
    return json(200, { items, nextCursor: null }, tag());
  }
}
