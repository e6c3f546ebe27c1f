import { HomeScreen } from "@/components/home/home-screen";
import { readContent } from "@/services/content";

export default function Route() {
  const { roles } = readContent();
  return <HomeScreen known={roles.length > 0 ? roles : undefined} />;
}
