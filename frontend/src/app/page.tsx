import { HomeScreen } from "@/components/home/home-screen";
import { knownRoles } from "@/services/content";

export default function Route() {
  return <HomeScreen known={knownRoles()} />;
}
