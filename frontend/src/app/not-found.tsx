import { MissingScreen } from "@/components/shell/missing-screen";

export default function NotFound() {
  return <MissingScreen />;
}
