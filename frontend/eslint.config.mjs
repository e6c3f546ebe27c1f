import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";

/** The five floors, lowest first: a floor imports from itself and from those before it. */
const floors = ["types", "services", "hooks", "components", "app"];

const directions = floors.map((floor, index) => ({
  files: [`src/${floor}/**/*.{ts,tsx}`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: floors.slice(index + 1).flatMap((above) => [`@/${above}`, `@/${above}/**`]),
            message: `${floor} stands below: types → services → hooks → components → app.`,
          },
          { group: ["../**"], message: "Import through @/ so that the floor can be read." },
          ...(floor === "services" || floor === "types"
            ? [{ group: ["react", "react-dom", "next", "next/**", "@tanstack/**"], message: `No React in ${floor}.` }]
            : []),
          ...(floor === "components"
            ? [
                {
                  group: ["@/services/**", "!@/services/paths"],
                  message: "Components ask hooks; only paths are shared.",
                },
              ]
            : []),
        ].filter((pattern) => pattern.group.length > 0),
      },
    ],
  },
}));

const config = [
  { ignores: [".next/", "out/", "next-env.d.ts", "src/types/api.gen.ts", "e2e/shots/"] },
  ...nextVitals,
  ...nextTypescript,
  {
    files: ["**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["error", { max: 200, skipBlankLines: false, skipComments: false }],
      "no-restricted-globals": ["error", { name: "fetch", message: "Only services/http.ts talks to the network." }],
      eqeqeq: "error",
    },
  },
  ...directions,
  {
    files: ["src/hooks/**/*.{ts,tsx}"],
    ignores: ["src/hooks/**/*.test.tsx"],
    rules: {
      "no-restricted-syntax": ["error", { selector: "JSXElement", message: "Hooks hold no markup." }],
    },
  },
  { files: ["src/services/http.ts"], rules: { "no-restricted-globals": "off" } },
];

export default config;
