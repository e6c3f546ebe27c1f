import { besidesTheRoadmap } from "./journey.ts";

besidesTheRoadmap({ label: "desktop", width: 1280, height: 900 });
