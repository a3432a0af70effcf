import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const DESCRIPTION = `A guarantee line between a buyer and a supplier far away.

Every write carries an \`Idempotency-Key\`: the same request under the same key is answered as the first time. A key names one
request to one resource. What a write answers with as \`position\`,
a read takes as \`?after=\`, and waits until it shows it. Amounts are text in major units; times are RFC 3339 in UTC. A request
that fails is answered with a problem document (RFC 9457), whose \`code\` is stable.`;

/** The API as an OpenAPI 3.1 document, generated from the controllers and the classes of their bodies. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Trade Assurance')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'Who acts, for which organisation, in which role.',
    })
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** Serves it at `/openapi.json`, and a page to read and try it at `/docs`. */
export function serveReference(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Trade Assurance API',
    swaggerOptions: { persistAuthorization: true, displayOperationId: true },
  });
}
