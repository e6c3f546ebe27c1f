import { journey } from "./journey.ts";

journey({ label: "phone", width: 390, height: 844 });
